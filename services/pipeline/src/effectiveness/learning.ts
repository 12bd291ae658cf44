import {
  createLearnGate,
  createTrainer,
  decodeModel,
  encodeModel,
  type Model,
  type Trainer,
} from '@jianchat/effectiveness';
import { type EventRecord, TOPIC } from '@jianchat/events';
import type { CompiledPolicy } from '@jianchat/policy';
import { PipelineFault } from '../fault.ts';
import type { ConsumerContext } from '../pipeline-options.ts';
import { isEventRecord } from '../record-shape.ts';
import { type Placed, readBatch } from '../stages/read-batch.ts';
import { isValid } from '../stages/verdict.ts';
import { type ClickWindow, createClickWindow } from './click-window.ts';
import type { LearningOptions } from './learning-options.ts';
import { MODEL_PLACE } from './model-store.ts';

export interface Learning {
  /** One batch; false when there was nothing to learn from yet. */
  step(signal: AbortSignal): Promise<boolean>;
  /** Writes what was learned since the last checkpoint. */
  close(): Promise<void>;
}

type LearningContext = Pick<ConsumerContext, 'log' | 'now' | 'batchMax' | 'report'>;

const WINDOW_MS = 600_000;
const CHECKPOINT_MS = 15_000;
/** Records stand in the log this much out of the order of their times at most; one from further ahead is no time of ours. */
const DISORDER_MS = 5_000;
const CLOCK_DIFFERENCE_MS = 60_000;
const WAIT_MS = 1_000;
const DAY_MS = 86_400_000;

/** What lasts between two batches, under one policy. */
interface Session {
  readonly policy: CompiledPolicy;
  readonly trainer: Trainer;
  readonly clicks: ClickWindow;
  /** Days that the model may be kept; undefined where the policy declares no place for it. */
  readonly days: number | undefined;
  /** The next record to look through for clicks. */
  ahead: number;
  /** Up to where the log is no longer needed. */
  checkpoint: number;
  checkpointMs: number;
}

/**
 * Learns from displays and clicks, beside requests: exactly once in effect. The weights and the place in the log that they
 * have come to are one file, replaced as a whole, so that a crash leaves both or neither; what was learned since is learned
 * again from there, in the same order, to the same weights.
 */
export function createLearning(context: LearningContext, options: LearningOptions): Learning {
  const { log, now, batchMax } = context;
  const windowMs = options.windowMs ?? WINDOW_MS;
  let session: Session | undefined;

  const open = async (): Promise<Session> => {
    const policy = options.inForce();
    if (session?.policy === policy) return session;
    const model = session?.trainer.model() ?? (await readModel(options));
    const opened = openSession(policy, { model, options, windowMs, nowMs: now() });
    // What was learned and not yet written stays so: the log is needed from the last checkpoint on.
    if (session !== undefined) opened.checkpoint = session.checkpoint;
    session = opened;
    if (opened.days === undefined) await guarded(options.store.remove());
    return opened;
  };

  const checkpoint = async (current: Session): Promise<void> => {
    const nextOffset = current.trainer.nextOffset();
    if (current.days !== undefined && nextOffset > current.checkpoint)
      await guarded(options.store.replace(encodeModel(current.trainer.model())));
    current.checkpoint = nextOffset;
    current.checkpointMs = now();
  };

  return {
    async step(signal) {
      const current = await open();
      if (isExpired(current, now())) {
        session = forgetting(current, { options, windowMs, nowMs: now() });
        await checkpoint(session);
        return true;
      }
      const looked = await lookAhead(current, context);
      const end = await log.end(TOPIC.events);
      const newestMs = current.ahead >= end ? now() : current.clicks.newestMs();
      const closedMs = newestMs - windowMs - DISORDER_MS;
      const learned = await learnUpTo(current, { context, closedMs, limit: batchMax });
      if (now() - current.checkpointMs >= (options.checkpointMs ?? CHECKPOINT_MS)) await checkpoint(current);
      const lag = end - current.trainer.nextOffset();
      context.report('effectiveness', { nextOffset: current.checkpoint, lag, fault: undefined });
      if (looked || learned) return true;
      await log.wait(TOPIC.events, { from: current.ahead, maxWaitMs: WAIT_MS, signal });
      return false;
    },
    async close() {
      if (session !== undefined) await checkpoint(session);
    },
  };
}

interface Opening {
  readonly model: Model | undefined;
  readonly options: LearningOptions;
  readonly windowMs: number;
  readonly nowMs: number;
}

function openSession(policy: CompiledPolicy, { model, options, windowMs, nowMs }: Opening): Session {
  const gate = createLearnGate({ ofVersion: options.ofVersion, inForce: () => policy });
  const trainer = createTrainer(model, { gate, policy });
  const place = policy.fields.find(({ store }) => store.includes(MODEL_PLACE));
  const nextOffset = trainer.nextOffset();
  return {
    policy,
    trainer,
    clicks: createClickWindow(windowMs),
    days: place?.retention.days,
    ahead: nextOffset,
    checkpoint: nextOffset,
    checkpointMs: nowMs,
  };
}

/** The same place in the log, and nothing learned. */
function forgetting({ policy, trainer }: Session, rest: Omit<Opening, 'model'>): Session {
  const nextOffset = trainer.nextOffset();
  const anew = openSession(policy, { ...rest, model: undefined });
  anew.trainer.pass(nextOffset);
  return { ...anew, ahead: nextOffset, checkpoint: -1 };
}

const isExpired = ({ days, trainer }: Session, nowMs: number): boolean => {
  const { trainedToMs } = trainer.model().provenance;
  return days !== undefined && days >= 0 && trainedToMs > 0 && nowMs - trainedToMs > days * DAY_MS;
};

async function readModel({ store, onUnreadable }: LearningOptions): Promise<Model | undefined> {
  const bytes = await guarded(store.read());
  if (bytes === undefined) return undefined;
  const reading = decodeModel(bytes);
  if (reading.ok) return reading.model;
  onUnreadable?.(reading.fault);
  return undefined;
}

async function guarded<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw new PipelineFault('model.failed', error);
  });
}

/** True where there was something. */
async function lookAhead(session: Session, { log, batchMax, now }: LearningContext): Promise<boolean> {
  const batch = await readBatch(log, TOPIC.events, {
    from: session.ahead,
    limit: batchMax,
    isRecord: isEventRecord,
  });
  session.clicks.look(batch.records.filter(({ record }) => isLearnable(record, now())));
  const moved = batch.to > session.ahead;
  session.ahead = batch.to;
  return moved;
}

/** Valid events of our own ads: what outside bidders show is clicked past us. */
const isLearnable = (record: EventRecord, nowMs: number): boolean =>
  record.claims.demandKind === 'direct' && record.atMs <= nowMs + CLOCK_DIFFERENCE_MS && isValid(record);

/** Learns from impressions whose window has closed, in the order of the log; true where the learner moved on. */
async function learnUpTo(
  { trainer, clicks, ahead }: Session,
  { context, closedMs, limit }: { context: LearningContext; closedMs: number; limit: number },
): Promise<boolean> {
  const from = trainer.nextOffset();
  if (from >= ahead) return false;
  const batch = await readBatch(context.log, TOPIC.events, {
    from,
    limit: Math.min(limit, ahead - from),
    isRecord: isEventRecord,
  });
  const nowMs = context.now();
  for (const placed of batch.records) {
    if (placed.offset >= ahead) break;
    const { record } = placed;
    if (record.kind === 'impression' && isLearnable(record, nowMs)) {
      if (record.atMs > closedMs) return trainer.nextOffset() > from;
      trainer.learn({
        ...record.claims,
        lineItem: record.claims.demand,
        key: record.id,
        clicked: clicks.wasClicked(record),
      });
      clicks.forget(record.atMs - CLOCK_DIFFERENCE_MS);
    }
    passed(trainer, placed);
  }
  trainer.pass(Math.max(Math.min(batch.to, ahead), from));
  return true;
}

const passed = (trainer: Trainer, { offset }: Placed<EventRecord>): void => trainer.pass(offset + 1);
