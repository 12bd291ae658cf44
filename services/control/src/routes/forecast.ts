import { forecast } from '@jianchat/api-contract';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import { readList } from '../configuration/read-configuration.ts';
import { regionsOfRule } from '../configuration/region-faults.ts';
import { CONFIG_TABLES } from '../configuration/tables.ts';
import { bookedDeals, FORECAST_WEEKS, makeForecast } from '../report/forecast.ts';
import { toldTraits } from '../report/recorded-traffic.ts';
import { recordedWeeks } from '../report/recorded-weeks.ts';
import type { ReportSource } from '../report/revenue.ts';

interface ForecastDeps {
  readonly db: Records['db'];
  readonly analytics: ReportSource;
  readonly now: () => number;
  /** The policy in force. */
  readonly policy: () => CompiledPolicy;
}

const DAY_MS = 86_400_000;
const DAYS_MAX = 92;

export function serveForecast(serve: Serve, { db, analytics, now, policy }: ForecastDeps): void {
  serve(forecast, async ({ body }) => {
    const [fromMs, toMs] = [Date.parse(body.from), Date.parse(body.to)];
    if (toMs <= fromMs || toMs - fromMs > DAYS_MAX * DAY_MS)
      return refuse('request.invalid', {
        faults: [
          { path: 'to', code: 'period.invalid', message: `later than from, by ${DAYS_MAX} days at most` },
        ],
      });
    const faults = regionsOfRule(body.targeting.where, 'targeting.where');
    if (faults.length > 0) return refuse('request.invalid', { faults });
    const told = toldTraits(policy());
    const untilMs = Math.floor(now() / DAY_MS) * DAY_MS;
    const [rows, media, placements, lines, deals] = await Promise.all([
      recordedWeeks(analytics, {
        fromMs: untilMs - FORECAST_WEEKS * 7 * DAY_MS,
        toMs: untilMs,
        dimensions: told.dimensions,
      }),
      readList(db, CONFIG_TABLES.media),
      readList(db, CONFIG_TABLES.placements),
      readList(db, CONFIG_TABLES.lineItems),
      readList(db, CONFIG_TABLES.deals),
    ]);
    return makeForecast({
      fromMs,
      toMs,
      targeting: body.targeting,
      rows,
      untilMs,
      media,
      placements,
      booked: [
        ...lines.filter(({ id, enabled, archived }) => enabled && !archived && id !== body.lineItem),
        ...bookedDeals(deals),
      ],
      told: told.traits,
    });
  });
}
