import type { ReportRow } from '@jianchat/analytics';
import type { CompiledPolicy } from '@jianchat/policy';
import type { PlacementInput } from '@jianchat/snapshot';
import { eachRow } from '../each-row.ts';
import { mayMatch } from '../may-match.ts';
import { toldTraits, trafficOf } from '../recorded-traffic.ts';
import type { ReportSource } from '../revenue.ts';
import { type Counts, countedOn } from './counts.ts';
import { DAY_MS, dayOf, dayStart, localMs } from './plan.ts';
import type { Tracked } from './tracked.ts';

/** A share is of the requests of so many days, or of its time where it runs for less. */
export const SHARE_DAYS = 7;

export interface ShareMeans {
  readonly analytics: ReportSource;
  readonly placements: readonly Pick<PlacementInput, 'id' | 'media'>[];
  readonly policy: CompiledPolicy;
  readonly nowMs: number;
}

/**
 * What per cent of the requests that they fit each has had, of those that ask for a share of voice. Traits that no record tells are
 * taken to hold, so a share is told too small rather than too large.
 */
export async function sharesOfVoice(
  tracked: readonly { readonly of: Tracked; readonly counts: Counts }[],
  { analytics, placements, policy, nowMs }: ShareMeans,
): Promise<ReadonlyMap<string, number>> {
  const told = toldTraits(policy);
  const shares = new Map<string, number>();
  const asked = Map.groupBy(
    tracked.filter(({ of }) => of.metric === 'shareOfVoice'),
    ({ of }) => windowOf(of, nowMs).join(),
  );
  for (const group of asked.values()) {
    const [fromMs = 0, toMs = 0] = group[0] === undefined ? [] : windowOf(group[0].of, nowMs);
    if (toMs <= fromMs) continue;
    const rows: ReportRow[] = [];
    await eachRow(
      analytics,
      { fromMs, toMs, groupBy: [...told.dimensions], filter: {} },
      { take: (row) => rows.push(row) },
    );
    const traffic = trafficOf({ rows, placements, told: told.traits });
    for (const { of, counts } of group) {
      const requests = traffic
        .filter(({ recorded }) => mayMatch(of.targeting, recorded))
        .reduce((sum, one) => sum + one.requests, 0);
      let impressions = 0;
      for (let at = dayStart(localMs(of, fromMs)); at < localMs(of, toMs); at += DAY_MS)
        impressions += countedOn(counts, dayOf(at)).events.get('impression') ?? 0;
      if (requests > 0) shares.set(of.id, Math.round((impressions / requests) * 10_000) / 100);
    }
  }
  return shares;
}

/** From a midnight of its clock, or its beginning. */
function windowOf(tracked: Tracked, nowMs: number): readonly [number, number] {
  const toMs = Math.min(nowMs, tracked.endsAtMs ?? nowMs);
  const local = localMs(tracked, toMs);
  const since = dayStart(local - 1) - (SHARE_DAYS - 1) * DAY_MS - (local - toMs);
  return [Math.max(since, tracked.startsAtMs ?? since), toMs];
}
