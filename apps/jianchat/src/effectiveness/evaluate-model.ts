import {
  ALL_TEMPLATES,
  createLearnGate,
  createPredictor,
  type Decision,
  GOALS_OF,
  greedy,
  type Model,
  PAID_BY,
  type PaidBy,
  type Predictor,
  type ReplayEstimate,
  replay,
  type Scores,
  type Success,
  scorePredictions,
  usableTemplates,
} from '@jianchat/effectiveness';
import { type AuctionRecord, decodeRecord, type EventRecord, isWanted, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import type { CompiledPolicy } from '@jianchat/policy';
import { type Predictors, readDecisions, type SeenEvents } from './decisions.ts';

/** How well recorded estimates decided, and what other choices would have earned. */
export interface ModelEvaluation {
  readonly auctions: number;
  /** Imps that an estimate could have won. */
  readonly decisions: number;
  /** By what is paid for; of conversions only where any ad was paid by them. */
  readonly goals: readonly GoalEvaluation[];
}

export interface GoalEvaluation {
  readonly goal: PaidBy;
  /** Clicks, or conversions, per decision, as it was decided. */
  readonly asDecided: number;
  /** Of the ads that were displayed and are paid so, by the estimates they were ranked by. */
  readonly estimates: Scores;
  readonly policies: readonly (ReplayEstimate & { readonly policy: 'bestEstimate' | 'modelNow' })[];
}

export interface EvaluationMeans {
  readonly model: Model;
  readonly logPath: string;
  /** The policy in force: what it lets nobody learn from is not used here either. */
  readonly policy: CompiledPolicy;
  readonly auctionsMax: number;
  /** Hears the share that is done. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

const PAGE = 1_000;
/** The share of a replay that reading is thought to be. */
const READING = 0.5;
const DEDUPE_WINDOW_MS = 90_000_000;

/** Reads the event log beside a running platform or without one, and changes nothing. */
export async function evaluateModel(means: EvaluationMeans): Promise<ModelEvaluation> {
  const { model, policy, auctionsMax, onProgress = () => {} } = means;
  const log = openLmdbLog({ path: means.logPath, dedupeWindowMs: DEDUPE_WINDOW_MS });
  try {
    const auctionsFrom = Math.max(0, (await log.end(TOPIC.auctions)) - auctionsMax);
    const toRead = (await log.end(TOPIC.auctions)) - auctionsFrom + (await log.end(TOPIC.events));
    let read = 0;
    const onRead = (): void => {
      read++;
      if (read % PAGE === 0) onProgress((READING * read) / toRead);
    };
    const records = await auctionsSince(log, { from: auctionsFrom, onRead });
    const { decisions, judged, chooserOf } = readDecisions(
      records,
      await seenEvents(log, { of: records, onRead }),
    );
    const choosers = [
      ['bestEstimate', greedy],
      ['modelNow', chooserOf(predictorsOf(model, policy))],
    ] as const;
    const judgedGoals = PAID_BY.filter((goal) => goal === 'click' || judged[goal].length > 0);
    const goals = judgedGoals.map((goal, done): GoalEvaluation => {
      onProgress(READING + ((1 - READING) * done) / judgedGoals.length);
      return {
        goal,
        asDecided: meanOf(decisions, (decision) =>
          goal === 'click' ? decision.clicked : decision.converted,
        ),
        estimates: scorePredictions(judged[goal]),
        policies: choosers.map(([policy, choose]) => ({ policy, ...replay(decisions, choose, goal) })),
      };
    });
    return { auctions: records.length, decisions: decisions.length, goals };
  } finally {
    await log.close();
  }
}

function predictorsOf(model: Model, policy: CompiledPolicy): Predictors {
  const gate = createLearnGate({
    ofVersion: (version) => (version === policy.version ? policy : undefined),
    inForce: () => policy,
  });
  const { policyVersion: version, policyHash: hash } = model.provenance;
  const usable = usableTemplates(gate, { version, hash });
  const predictorOf = (success: Success): Predictor =>
    createPredictor(model, {
      templates: GOALS_OF[success].reduce((left, goal) => left & usable[goal], ALL_TEMPLATES),
    });
  return {
    click: predictorOf('click'),
    conversion: predictorOf('conversion'),
    anyConversion: predictorOf('anyConversion'),
  };
}

const meanOf = (decisions: readonly Decision[], happened: (decision: Decision) => boolean): number =>
  decisions.length > 0 ? decisions.filter(happened).length / decisions.length : 0;

async function auctionsSince(
  log: EventLog,
  { from, onRead }: { from: number; onRead: () => void },
): Promise<readonly AuctionRecord[]> {
  const records: AuctionRecord[] = [];
  await eachRecord(log, TOPIC.auctions, {
    from,
    take(value) {
      onRead();
      records.push(decodeRecord<AuctionRecord>(value));
    },
  });
  return records;
}

/** Events of these auctions: those of the others are read past, however many there are. */
async function seenEvents(
  log: EventLog,
  { of, onRead }: { of: readonly AuctionRecord[]; onRead: () => void },
): Promise<SeenEvents> {
  const auctions = new Set(of.map(({ id }) => id));
  const impressions = new Set<string>();
  const clicks = new Set<string>();
  const conversions = new Set<string>();
  const perConversion = new Set<string>();
  await eachRecord(log, TOPIC.events, {
    from: 0,
    take(value) {
      onRead();
      const { kind, claims, declaredRobot, conversion } = decodeRecord<EventRecord>(value);
      if (!auctions.has(claims.auction)) return;
      // Of a break the record names the ad that won: its first.
      if (declaredRobot || claims.doubtful || (claims.podAd ?? 1) > 1) return;
      const key = `${claims.auction}.${claims.imp}`;
      if (kind === 'impression') impressions.add(key);
      else if (kind === 'click') clicks.add(key);
      else if (conversion !== undefined && isWanted(claims, conversion)) conversions.add(key);
      if ((claims.conversion?.micros ?? 0) > 0) perConversion.add(claims.demand);
    },
  });
  return { impressions, clicks, conversions, perConversion };
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
