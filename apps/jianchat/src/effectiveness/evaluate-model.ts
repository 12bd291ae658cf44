import {
  createLearnGate,
  createPredictor,
  greedy,
  type Model,
  type ReplayEstimate,
  replay,
  type Scores,
  scorePredictions,
} from '@jianchat/effectiveness';
import { type AuctionRecord, decodeRecord, type EventRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import type { CompiledPolicy } from '@jianchat/policy';
import { readDecisions, type SeenEvents } from './decisions.ts';

/** How well recorded estimates decided, and what other choices would have earned. */
export interface ModelEvaluation {
  readonly auctions: number;
  /** Imps that an estimate could have won. */
  readonly decisions: number;
  /** Clicks per decision, as it was decided. */
  readonly asDecided: number;
  /** Of the ads that were displayed, by the estimates they were ranked by. */
  readonly estimates: Scores;
  readonly policies: readonly (ReplayEstimate & { readonly policy: 'bestEstimate' | 'modelNow' })[];
}

export interface EvaluationMeans {
  readonly model: Model;
  readonly logPath: string;
  /** The policy in force: what it lets nobody learn from is not used here either. */
  readonly policy: CompiledPolicy;
  readonly auctionsMax: number;
}

const PAGE = 1_000;
const DEDUPE_WINDOW_MS = 90_000_000;

/** Reads the event log beside a running platform or without one, and changes nothing. */
export async function evaluateModel(means: EvaluationMeans): Promise<ModelEvaluation> {
  const { model, policy, auctionsMax } = means;
  const log = openLmdbLog({ path: means.logPath, dedupeWindowMs: DEDUPE_WINDOW_MS });
  try {
    const records = await newestAuctions(log, auctionsMax);
    const { decisions, judged, chooserOf } = readDecisions(records, await seenEvents(log));
    const gate = createLearnGate({
      ofVersion: (version) => (version === policy.version ? policy : undefined),
      inForce: () => policy,
    });
    const { policyVersion: version, policyHash: hash } = model.provenance;
    const predictor = createPredictor(model, { templates: gate.templates({ version, hash }) });
    return {
      auctions: records.length,
      decisions: decisions.length,
      asDecided:
        decisions.length > 0 ? judged.filter(({ happened }) => happened).length / decisions.length : 0,
      estimates: scorePredictions(judged),
      policies: [
        { policy: 'bestEstimate', ...replay(decisions, greedy) },
        { policy: 'modelNow', ...replay(decisions, chooserOf(predictor)) },
      ],
    };
  } finally {
    await log.close();
  }
}

async function newestAuctions(log: EventLog, max: number): Promise<readonly AuctionRecord[]> {
  const end = await log.end(TOPIC.auctions);
  const records: AuctionRecord[] = [];
  await eachRecord(log, TOPIC.auctions, {
    from: Math.max(0, end - max),
    take: (value) => records.push(decodeRecord<AuctionRecord>(value)),
  });
  return records;
}

async function seenEvents(log: EventLog): Promise<SeenEvents> {
  const impressions = new Set<string>();
  const clicks = new Set<string>();
  await eachRecord(log, TOPIC.events, {
    from: 0,
    take(value) {
      const { kind, claims, declaredRobot } = decodeRecord<EventRecord>(value);
      // Of a break the record names the ad that won: its first.
      if (declaredRobot || (claims.podAd ?? 1) > 1) return;
      const key = `${claims.auction}.${claims.imp}`;
      if (kind === 'impression') impressions.add(key);
      else if (kind === 'click') clicks.add(key);
    },
  });
  return { impressions, clicks };
}

async function eachRecord(
  log: EventLog,
  topic: string,
  { from, take }: { from: number; take: (value: Uint8Array) => void },
): Promise<void> {
  for (let next = from; ; ) {
    const entries = await log.read(topic, { from: next, limit: PAGE });
    const last = entries.at(-1);
    if (last === undefined) return;
    for (const { value } of entries) take(value);
    next = last.offset + 1;
  }
}
