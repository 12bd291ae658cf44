import type { ReportRow } from '@jianchat/analytics';
import type { forecast } from '@jianchat/api-contract';
import type {
  DealInput,
  LineItemInput,
  MediaInput,
  PlacementInput,
  Targeting,
  TraitName,
} from '@jianchat/snapshot';
import type { z } from 'zod';
import { mayMatch, untold } from './may-match.ts';
import { trafficOf } from './recorded-traffic.ts';

const DAY_MS = 86_400_000;
/** Forecasts repeat the same days of so many weeks before. */
export const FORECAST_WEEKS = 4;

export interface ForecastInput {
  readonly fromMs: number;
  readonly toMs: number;
  readonly targeting: Targeting;
  /** Requests by weekday, placement, country and device type of the last weeks (`recordedWeeks`); whole days before `untilMs`. */
  readonly rows: readonly ReportRow[];
  readonly untilMs: number;
  readonly media: readonly Pick<MediaInput, 'id'>[];
  readonly placements: readonly Pick<PlacementInput, 'id' | 'media'>[];
  /** What is booked already, the one that is asked about not among it. */
  readonly booked: readonly Booked[];
  /** What the policy in force lets be told of the rows. */
  readonly told: ReadonlySet<TraitName>;
}

/** A line item, or a deal whose impressions are guaranteed. */
export type Booked = Pick<LineItemInput, 'id' | 'targeting' | 'goal' | 'startsAt' | 'endsAt'>;

/** What guaranteed deals promise, as line items promise it; without a goal they promise nothing that could be reckoned. */
export function bookedDeals(deals: readonly DealInput[]): readonly Booked[] {
  return deals.flatMap(({ id, kind, goal, enabled, targeting, startsAt, endsAt }) =>
    enabled && kind === 'guaranteed' && goal !== undefined
      ? [
          {
            id: `deal:${id}`,
            targeting,
            goal: { metric: 'impressions', amount: goal.impressions, per: goal.per },
            startsAt,
            endsAt,
          },
        ]
      : [],
  );
}

type Forecast = z.input<(typeof forecast)['answer']>;

/**
 * How many imps a targeting may have: those of the same weekdays in the last four weeks on average, and what of them line
 * items with a goal or a share of voice will take. Traits that no record tells are taken to hold, so it is an upper bound; they are named.
 */
export function makeForecast(input: ForecastInput): Forecast {
  const { fromMs, toMs, targeting, told } = input;
  const traffic = trafficOf(input);
  const matched = traffic.filter(({ recorded }) => mayMatch(targeting, recorded));
  const average = weekdayAverage(
    matched.flatMap(({ rows }) => rows),
    input.untilMs,
  );
  const days: Forecast['days'] = [];
  for (let dayMs = Math.floor(fromMs / DAY_MS) * DAY_MS; dayMs < toMs; dayMs += DAY_MS) {
    const part = (Math.min(toMs, dayMs + DAY_MS) - Math.max(fromMs, dayMs)) / DAY_MS;
    const { requests, filled } = average(dayMs);
    days.push({
      day: new Date(dayMs).toISOString().slice(0, 10),
      requests: Math.round(requests * part),
      filled: Math.round(filled * part),
    });
  }
  const requests = days.reduce((sum, day) => sum + day.requests, 0);
  const claims = input.booked.flatMap((line) => {
    const own = traffic.filter(({ recorded }) => mayMatch(line.targeting, recorded));
    const asked = (some: typeof traffic) => some.reduce((sum, one) => sum + one.requests, 0);
    const shared = asked(own.filter(({ recorded }) => mayMatch(targeting, recorded)));
    const impressions = Math.round(
      claimOf(line, input, {
        requests,
        overlap: shared / Math.max(1, asked(own)),
        of: shared / Math.max(1, asked(matched)),
      }),
    );
    return impressions > 0 ? [{ lineItem: line.id, impressions }] : [];
  });
  const taken = claims.reduce((sum, { impressions }) => sum + impressions, 0);
  return {
    days,
    requests,
    filled: days.reduce((sum, day) => sum + day.filled, 0),
    claims,
    available: Math.max(0, requests - taken),
    untold: [...untold(targeting, told)],
  };
}

/** Requests and filled ones of a day like this one. */
function weekdayAverage(rows: readonly ReportRow[], untilMs: number) {
  const sums = new Map<number, { requests: number; filled: number; days: Set<string> }>();
  const first = rows.reduce(
    (least, { day = '' }) => Math.min(least, Date.parse(day)),
    Number.POSITIVE_INFINITY,
  );
  for (const { day = '', requests, filled } of rows) {
    const weekday = new Date(day).getUTCDay();
    const sum = sums.get(weekday) ?? { requests: 0, filled: 0, days: new Set() };
    sum.requests += requests ?? 0;
    sum.filled += filled ?? 0;
    sums.set(weekday, sum);
  }
  // Weeks since the first traffic: days without any count, those before there was any do not.
  const weeks = Math.min(FORECAST_WEEKS, Math.max(1, Math.ceil((untilMs - first) / (7 * DAY_MS))));
  return (dayMs: number): { requests: number; filled: number } => {
    const sum = sums.get(new Date(dayMs).getUTCDay());
    return { requests: (sum?.requests ?? 0) / weeks, filled: (sum?.filled ?? 0) / weeks };
  };
}

/** Imps of this forecast that a booked line item will take. */
function claimOf(
  line: Booked,
  { fromMs, toMs }: ForecastInput,
  share: { readonly requests: number; readonly overlap: number; readonly of: number },
): number {
  const startMs = Math.max(fromMs, line.startsAt === undefined ? 0 : Date.parse(line.startsAt));
  const endMs = Math.min(toMs, line.endsAt === undefined ? toMs : Date.parse(line.endsAt));
  const { goal } = line;
  if (goal === undefined || endMs <= startMs) return 0;
  const time = (endMs - startMs) / (toMs - fromMs);
  if (goal.metric === 'shareOfVoice') return share.requests * share.of * time * (goal.percent / 100);
  if (goal.metric !== 'impressions') return 0;
  if (goal.per === 'day') return goal.amount * ((endMs - startMs) / DAY_MS) * share.overlap;
  if (line.startsAt === undefined || line.endsAt === undefined) return goal.amount * share.overlap;
  const flight = Date.parse(line.endsAt) - Date.parse(line.startsAt);
  return goal.amount * ((endMs - startMs) / flight) * share.overlap;
}
