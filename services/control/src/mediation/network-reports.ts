import type { Fault, NetworkReportRow } from '@jianchat/api-contract';
import type { Records, Tables } from '@jianchat/records';
import {
  type Mediation,
  networkPrice,
  type RealisedPrices,
  type ReportedSum,
  realisedPrices,
} from '@jianchat/snapshot';
import { type Kysely, sql } from 'kysely';
import { type Changer, changeConfiguration } from '../configuration/change-configuration.ts';

/**
 * Days that count, up to the newest that was reported of a placement: prices move with seasons. A network that is hardly tried any more
 * falls out of them, and is priced as it was entered again.
 */
const DAYS_COUNTED = 28;
/** Reports of days before that go when newer ones of their placement come. */
const DAYS_KEPT = 90;
const DAY_MS = 86_400_000;
const ROWS_PER_STATEMENT = 1_000;

export type TakeReportsOutcome =
  | { readonly ok: true; readonly taken: number }
  | { readonly ok: false; readonly faults: readonly Fault[] };

interface MediatedPlacement {
  readonly mediation: Mediation;
  /** Of its account. */
  readonly currency: string;
}

/** Takes all rows or none; taking the same rows again changes nothing. */
export async function takeNetworkReports(
  rows: readonly NetworkReportRow[],
  { db, nowMs, by }: { readonly db: Records['db']; readonly nowMs: number; readonly by?: Changer },
): Promise<TakeReportsOutcome> {
  return changeConfiguration(db, by, async (trx): Promise<TakeReportsOutcome> => {
    const names = [...new Set(rows.map(({ placement }) => placement))];
    const placements = await mediatedPlacements(trx, names);
    const faults = faultsOf(rows, { placements, nowMs });
    if (faults.length > 0) return { ok: false, faults };
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT)
      await trx
        .insertInto('network_reports')
        .values(rows.slice(from, from + ROWS_PER_STATEMENT).map(toRow))
        .onConflict((same) =>
          same.columns(['placement_id', 'network', 'day', 'country']).doUpdateSet((given) => ({
            impressions: given.ref('excluded.impressions'),
            earned_micros: given.ref('excluded.earned_micros'),
            currency: given.ref('excluded.currency'),
          })),
        )
        .execute();
    await trx
      .deleteFrom('network_reports')
      .where('placement_id', '=', sql<string>`any(${names}::text[])`)
      .where('day', '<', dayOf(nowMs - DAYS_KEPT * DAY_MS))
      .execute();
    return { ok: true, taken: rows.length };
  });
}

const toRow = ({
  day,
  placement,
  network,
  country = '',
  impressions,
  earnedMicros,
  currency,
}: NetworkReportRow) => ({
  ...{ placement_id: placement, network, day, country, impressions },
  ...{ earned_micros: earnedMicros, currency },
});

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

async function mediatedPlacements(
  db: Kysely<Tables>,
  names: readonly string[],
): Promise<ReadonlyMap<string, MediatedPlacement>> {
  const found = await db
    .selectFrom('placements as p')
    .innerJoin('media as m', 'm.id', 'p.media_id')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['p.id', 'p.mediation', 'a.currency'])
    .where('p.id', '=', sql<string>`any(${names}::text[])`)
    .execute();
  return new Map(
    found.map(({ id, mediation, currency }) => [
      id,
      // Checked when it was configured.
      { mediation: (mediation ?? { networks: [] }) as Mediation, currency },
    ]),
  );
}

const FAULTS_MAX = 100;

function faultsOf(
  rows: readonly NetworkReportRow[],
  { placements, nowMs }: { placements: ReadonlyMap<string, MediatedPlacement>; nowMs: number },
): readonly Fault[] {
  const seen = new Set<string>();
  // A day may have begun already where the network counts it.
  const [oldest, newest] = [dayOf(nowMs - DAYS_KEPT * DAY_MS), dayOf(nowMs + DAY_MS)];
  const faults: Fault[] = [];
  for (const [at, row] of rows.entries()) {
    const { day, placement, network, country = '', currency } = row;
    const add = (member: string, code: string, message: string): void => {
      if (faults.length < FAULTS_MAX) faults.push({ path: `rows[${at}].${member}`, code, message });
    };
    const known = placements.get(placement);
    if (known === undefined) add('placement', 'placement.unknown', 'there is no such placement');
    else {
      if (!known.mediation.networks.some((one) => one.network === network))
        add('network', 'network.unknown', 'the placement is not offered to this network');
      if (currency !== known.currency)
        add('currency', 'currency.other', `prices of this placement are in ${known.currency}`);
    }
    if (day < oldest || day > newest)
      add('day', 'day.range', `days from ${oldest} to ${newest} can be reported`);
    const key = JSON.stringify([placement, network, day, country]);
    if (seen.has(key)) add('day', 'row.twice', 'an earlier row says something of the same day');
    seen.add(key);
  }
  return faults;
}

/** What networks reported, in the currency that their placement's prices are in. */
async function reportedSums(db: Kysely<Tables>, placement?: string): Promise<readonly ReportedSum[]> {
  const only = placement === undefined ? sql`true` : sql`r.placement_id = ${placement}`;
  const { rows } = await sql<ReportedSum>`
    select r.placement_id as placement, r.network, r.country,
      sum(r.impressions)::int8 as impressions, sum(r.earned_micros)::int8 as "earnedMicros"
    from network_reports r
    join (
      select placement_id, to_char(max(day)::date - ${DAYS_COUNTED}::int4, 'YYYY-MM-DD') as after
      from network_reports group by 1
    ) newest using (placement_id)
    join placements p on p.id = r.placement_id
    join media m on m.id = p.media_id
    join accounts a on a.id = m.account_id
    where r.currency = a.currency and r.day > newest.after and ${only}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

/** For the snapshot. */
export const reportedPrices = async (db: Kysely<Tables>): Promise<RealisedPrices> =>
  realisedPrices(await reportedSums(db));

export interface PlacementPrices {
  readonly currency: string;
  readonly prices: readonly {
    readonly network: string;
    readonly country: string;
    readonly impressions: number;
    readonly earnedMicros: number;
    readonly ecpmMicros: number;
    readonly basis: 'reports' | 'entered';
  }[];
}

/** What the waterfall of a placement goes by, and what stands behind it; undefined where there is no such placement. */
export async function placementPrices(
  db: Kysely<Tables>,
  placement: string,
): Promise<PlacementPrices | undefined> {
  const found = (await mediatedPlacements(db, [placement])).get(placement);
  if (found === undefined) return undefined;
  const sums = await reportedSums(db, placement);
  const realised = realisedPrices(sums)[placement] ?? {};
  const prices = found.mediation.networks.flatMap((network) => {
    const own = sums.filter((sum) => sum.network === network.network);
    const told = [...own.map(({ country }) => country), ...Object.keys(network.ecpmByCountry ?? {})];
    return [...new Set(['', ...told])].sort().map((country) => {
      const counted = country === '' ? own : own.filter((sum) => sum.country === country);
      return {
        network: network.network,
        country,
        impressions: counted.reduce((sum, { impressions }) => sum + impressions, 0),
        earnedMicros: counted.reduce((sum, { earnedMicros }) => sum + earnedMicros, 0),
        ...networkPrice(network, realised[network.network], { country, format: undefined }),
      };
    });
  });
  return { currency: found.currency, prices };
}
