import { coarseCount, type FateCounts, type PolicyCounters } from '@jianchat/policy';
import type { ReportSource } from '../report/revenue.ts';
import type { TallyState } from './auction-tally.ts';

export interface PolicyCountersOptions {
  readonly tally: () => TallyState;
  readonly analytics: ReportSource;
  readonly now: () => number;
}

/** Counts as the public page shows them; read synchronously, so that no store is asked when the page is. */
export interface PolicyCountersSource {
  /** The same object until a number in it changes; undefined before the first request. */
  read(): PolicyCounters | undefined;
}

/** Numbers change at most this often, so that nobody can watch a single request come in. */
const FRESH_MS = 60_000;
const CHARGED_FRESH_MS = 300_000;
const HOUR_MS = 3_600_000;
/** As long as events are kept. */
const REACH_MS = 400 * 24 * HOUR_MS;

export function createPolicyCounters({ tally, analytics, now }: PolicyCountersOptions): PolicyCountersSource {
  let shown: PolicyCounters | undefined;
  let shownText = '';
  let readAtMs = Number.NEGATIVE_INFINITY;
  let charged: number | undefined;
  let chargedAtMs = Number.NEGATIVE_INFINITY;

  async function readCharged(nowMs: number): Promise<void> {
    chargedAtMs = nowMs;
    const toMs = Math.ceil((nowMs + 1) / HOUR_MS) * HOUR_MS;
    try {
      const totals = await analytics.report({ fromMs: toMs - REACH_MS, toMs, groupBy: [] });
      // The first answer is shown at once, later ones when all numbers move.
      if (charged === undefined) readAtMs = Number.NEGATIVE_INFINITY;
      charged = totals.reduce((sum, row) => sum + row.impressions, 0);
    } catch {
      // Whoever runs the platform sees its health elsewhere; the last known number stays.
    }
  }

  return {
    read() {
      const nowMs = now();
      if (nowMs - chargedAtMs >= CHARGED_FRESH_MS) void readCharged(nowMs);
      if (nowMs - readAtMs < FRESH_MS) return shown;
      readAtMs = nowMs;
      const state = tally();
      const next = state.requests === 0 ? undefined : countersOf(state, charged);
      const text = JSON.stringify(next) ?? '';
      if (text !== shownText) shown = next;
      shownText = text;
      return shown;
    },
  };
}

function countersOf(state: TallyState, charged: number | undefined): PolicyCounters {
  return {
    sinceMs: dayOf(state.sinceMs),
    untilMs: dayOf(state.untilMs),
    requests: coarseCount(state.requests),
    regimes: coarse(state.regimes),
    fields: Object.fromEntries(
      Object.entries(state.fields).map(([name, fates]) => [name, coarseFates(fates)]),
    ),
    undeclared: coarseCount(state.undeclared),
    disclosures: coarse(state.disclosures),
    withheld: coarseCount(state.withheld),
    refused: coarseCount(state.refused),
    charged: charged === undefined ? undefined : coarseCount(charged),
  };
}

/** The day is enough to say since when; the time of one request is nobody's business. */
const dayOf = (ms: number): number => Math.floor(ms / 86_400_000) * 86_400_000;

const coarse = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, coarseCount(value)]));

const coarseFates = ({ kept, truncated, hashed, dropped }: FateCounts): FateCounts => ({
  kept: coarseCount(kept),
  truncated: coarseCount(truncated),
  hashed: coarseCount(hashed),
  dropped: coarseCount(dropped),
});
