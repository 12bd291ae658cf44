import {
  balances,
  effectivenessReport,
  overview,
  playbackReport,
  REPORT_DIMENSIONS,
  type ReportDimension,
  revenueReport,
} from '@jianchat/api-contract';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import { isRefusal, refuse } from '../api/problem-reply.ts';
import { sendCsv } from '../api/send-csv.ts';
import type { Serve } from '../api/serve.ts';
import { accountSeen, type Caller, maySee } from '../auth/caller.ts';
import { OWN_LEDGERS } from '../auth/own-ledgers.ts';
import { readEffectiveness } from '../report/effectiveness.ts';
import { readGroups } from '../report/groups.ts';
import { readOverview } from '../report/overview.ts';
import { type PlaybackFileSource, playbackCsv, readPlayback } from '../report/playback.ts';
import { type FileSource, type RevenueQuery, readRevenue, revenueCsv } from '../report/revenue.ts';
import { mayTellConversions, type ReportTable, withheldFromReports } from '../report/withheld.ts';

interface ReportDeps {
  readonly db: Records['db'];
  readonly analytics: FileSource & PlaybackFileSource;
  readonly now: () => number;
  /** The learned model's file; undefined where there is none. */
  readonly readModel: () => Promise<Uint8Array | undefined>;
  readonly exploreBudgetBps: number;
  /** The policy in force. */
  readonly policy: () => CompiledPolicy;
}

const CURRENCY_DEFAULT = 'USD';

const filtersOf = ({ media, placement, demand }: RevenueQuery): readonly ReportDimension[] => [
  ...(media === undefined ? [] : (['media'] as const)),
  ...(placement === undefined ? [] : (['placement'] as const)),
  ...(demand === undefined ? [] : (['demand'] as const)),
];

export function serveReports(serve: Serve, deps: ReportDeps): void {
  const { db, analytics, now, policy, readModel, exploreBudgetBps } = deps;
  const groupsOf = (query: RevenueQuery, caller: Caller, table: ReportTable) => {
    if (query.account !== undefined && !maySee(caller, query.account)) return refuse('auth.forbidden');
    const groupBy = readGroups(query, REPORT_DIMENSIONS);
    if ('faults' in groupBy) return refuse('request.invalid', groupBy);
    const withheld = withheldFromReports(policy(), [...groupBy, ...filtersOf(query)], table);
    return withheld.length > 0 ? refuse('request.invalid', { faults: withheld }) : groupBy;
  };

  serve(revenueReport, async ({ caller, query, reply }) => {
    const groupBy = groupsOf(query, caller, 'revenue_hourly');
    if (isRefusal(groupBy)) return groupBy;
    const context = { groupBy, caller, conversions: mayTellConversions(policy()) };
    if (query.format === 'json') return readRevenue(analytics, query, context);
    return sendCsv(reply, revenueCsv(analytics, query, context), { name: 'revenue', ...query });
  });

  serve(playbackReport, async ({ caller, query, reply }) => {
    const groupBy = groupsOf(query, caller, 'events');
    if (isRefusal(groupBy)) return groupBy;
    const context = { groupBy, caller, policy: policy() };
    if (query.format === 'json') return readPlayback(analytics, query, context);
    return sendCsv(reply, playbackCsv(analytics, query, context), { name: 'playback', ...query });
  });

  serve(overview, async ({ caller }) => {
    const account = accountSeen(caller);
    const own =
      account === null
        ? undefined
        : await db.selectFrom('accounts').select('currency').where('id', '=', account).executeTakeFirst();
    return readOverview(analytics, { account, currency: own?.currency ?? CURRENCY_DEFAULT, nowMs: now() });
  });

  serve(effectivenessReport, async () => readEffectiveness(await readModel(), exploreBudgetBps));

  serve(balances, async ({ caller }) => {
    const all = db
      .selectFrom('ledger_balances')
      .select(['kind', 'owner', 'currency', 'balance_micros as balanceMicros', 'events'])
      .orderBy('kind')
      .orderBy('owner')
      .orderBy('currency');
    const account = accountSeen(caller);
    const seen =
      account === null ? all : all.where('kind', '=', OWN_LEDGERS.account).where('owner', '=', account);
    return { balances: await seen.execute() };
  });
}
