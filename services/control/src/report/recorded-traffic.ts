import type { ReportRow } from '@jianchat/analytics';
import type { ReportDimension } from '@jianchat/api-contract';
import type { CompiledPolicy } from '@jianchat/policy';
import type { PlacementInput, TraitName } from '@jianchat/snapshot';
import type { Recorded } from './may-match.ts';
import { withheldFromReports } from './withheld.ts';

/** The report's dimensions that say something of a request, and the trait each is. */
const TRAITS = [
  ['placement', 'placement'],
  ['country', 'country'],
  ['device_type', 'deviceType'],
] as const satisfies readonly (readonly [ReportDimension, TraitName])[];

/** What the policy in force lets be told of requests. */
export interface ToldTraits {
  readonly dimensions: readonly (typeof TRAITS)[number][0][];
  readonly traits: ReadonlySet<TraitName>;
}

export function toldTraits(policy: CompiledPolicy): ToldTraits {
  const told = TRAITS.filter(([dimension]) => withheldFromReports(policy, [dimension]).length === 0);
  const traits = new Set<TraitName>(told.map(([, trait]) => trait));
  if (traits.has('placement')) traits.add('media');
  return { dimensions: told.map(([dimension]) => dimension), traits };
}

/** Rows that no targeting tells apart: whatever is held against them is held against all at once. */
export interface Traffic {
  readonly recorded: Recorded;
  readonly rows: ReportRow[];
  requests: number;
}

export interface TrafficInput {
  readonly rows: readonly ReportRow[];
  readonly placements: readonly Pick<PlacementInput, 'id' | 'media'>[];
  readonly told: ReadonlySet<TraitName>;
}

export function trafficOf({ rows, placements, told }: TrafficInput): readonly Traffic[] {
  const mediaOf = new Map(placements.map(({ id, media }) => [id, media]));
  const found = new Map<string, Traffic>();
  for (const row of rows) {
    const { placement, country = '', device_type: deviceType = '' } = row;
    const key = JSON.stringify([placement, country, deviceType]);
    const media = placement === undefined ? undefined : mediaOf.get(placement);
    const recorded: Recorded = {
      ...(placement !== undefined && { placement }),
      ...(media !== undefined && { media }),
      ...(told.has('country') && { country }),
      ...(told.has('deviceType') && { deviceType }),
    };
    const one = found.get(key) ?? { recorded, rows: [], requests: 0 };
    one.rows.push(row);
    one.requests += row.requests ?? 0;
    found.set(key, one);
  }
  return [...found.values()];
}
