import type { Fault, ReportDimension } from '@jianchat/api-contract';
import { type CompiledPolicy, PURPOSE } from '@jianchat/policy';

const COLUMN: Readonly<Record<ReportDimension, string>> = {
  hour: 'at',
  day: 'at',
  placement: 'placement',
  media: 'media',
  demand: 'demand',
  device_type: 'device_type',
  country: 'country',
  creative: 'creative',
};

/** Tables that reports read. */
export type ReportTable = 'revenue_hourly' | 'events';
/** Whether reports may tell of conversions under the policy in force. */
export const mayTellConversions = (policy: CompiledPolicy): boolean =>
  mayTell(policy, 'analytics:revenue_hourly.conversions');

function mayTell({ purposes, fields }: CompiledPolicy, place: string): boolean {
  const measurement = purposes.find(({ id, name }) => id === PURPOSE.measurement && name === 'measurement');
  const bit = measurement?.bit ?? 0;
  return fields.some(
    (field) => field.collect !== 'off' && field.store.includes(place) && (field.purposes & bit) !== 0,
  );
}

/** Hours are not told apart by creative. */
const tableOf = (dimension: ReportDimension, table: ReportTable): ReportTable =>
  dimension === 'creative' ? 'events' : table;

/**
 * What of a report's dimensions and filters the policy in force does not let be used for measurement. What was written under
 * an earlier policy was held to that one when it was written; reading is held to today's, so the narrower of the two rules.
 */
export function withheldFromReports(
  policy: CompiledPolicy,
  dimensions: readonly ReportDimension[],
  table: ReportTable = 'revenue_hourly',
): readonly Fault[] {
  return [...new Set(dimensions)]
    .filter((dimension) => !mayTell(policy, `analytics:${tableOf(dimension, table)}.${COLUMN[dimension]}`))
    .map((dimension) => ({
      path: 'query.groupBy',
      code: 'report.withheld',
      message: `the privacy policy in force does not let reports tell ${dimension}; leave it out`,
    }));
}
