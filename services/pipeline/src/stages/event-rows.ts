import type { EventRow } from '@jianchat/analytics';
import { basisOf, type EventRecord } from '@jianchat/events';
import { chargeOf, NO_CHARGE } from './charge.ts';
import type { CountedAt } from './counted-ids.ts';
import { extraImpressions } from './extra-impressions.ts';
import { mediatedMicros } from './mediated-micros.ts';
import type { Placed } from './read-batch.ts';
import { verdictOf } from './verdict.ts';

/**
 * Each event as analytics keeps it. Verdict and money follow from the record and from what was written when its id was counted, so
 * that a batch made again is the same to the byte.
 */
export function eventRows(
  events: readonly Placed<EventRecord>[],
  countedAt: ReadonlyMap<string, CountedAt>,
): readonly EventRow[] {
  return events.map(({ offset, record }) => {
    const { claims } = record;
    const counted = countedAt.get(record.id);
    const verdict = verdictOf(record, { offset, countedAt: counted?.offset });
    const charge = verdict === 'counted' ? chargeOf(record, counted?.unchargedMicros) : NO_CHARGE;
    return {
      at: record.atMs,
      event_id: record.id,
      kind: record.kind,
      log_offset: offset,
      account: claims.account,
      media: claims.media,
      placement: claims.placement,
      demand_kind: claims.demandKind,
      demand: claims.demand,
      advertiser: claims.advertiser,
      creative: claims.creative,
      device_type: claims.deviceType,
      country: claims.country,
      format: claims.format as EventRow['format'],
      verdict,
      charge_micros: charge.chargeMicros,
      media_micros: charge.mediaMicros,
      platform_micros: charge.platformMicros,
      uncharged_micros: charge.unchargedMicros,
      currency: claims.currency,
      policy_version: claims.policyVersion,
      error_code: record.errorCode ?? 0,
      conversion_kind: record.conversion?.kind ?? '',
      conversion_basis: record.conversion === undefined ? '' : basisOf(claims, record.conversion),
      value_micros: record.conversion?.valueMicros ?? 0,
      extra_impressions: extraImpressions(record),
      mediated_micros: verdict === 'counted' ? mediatedMicros(record) : 0,
    };
  });
}
