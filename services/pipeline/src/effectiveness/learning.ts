import {
  createLearnGate,
  createTrainer,
  decodeModel,
  encodeModel,
  type Model,
  type Trainer,
} from '@jianchat/effectiveness';
import { TOPIC } from '@jianchat/events';
import type { CompiledPolicy } from '@jianchat/policy';
import { PipelineFault } from '../fault.ts';
import type { ConsumerContext } from '../pipeline-options.ts';
import type { LearningOptions } from './learning-options.ts';
import { clickLesson, conversionLesson } from './lesson.ts';
import { MODEL_PLACE } from './model-store.ts';
import { createWalk, type Walk } from './walk.ts';

export interface Learning {
  /** One batch; false when there was nothing to learn from yet. */
  step(signal: AbortSignal): Promise<boolean>;
  /** Writes what was learned since the last checkpoint. */
  close(): Promise<void>;
}

type LearningContext = Pick<ConsumerContext, 'log' | 'now' | 'batchMax' | 'report'>;

const CLICK_WAIT_MS = 600_000;
const CHECKPOINT_MS = 15_000;
const POLL_MS = 1_000;
const DAY_MS = 86_400_000;
const CONVERSION_WAIT_MS = DAY_MS;
const FOLLOWED = ['conversion', 'viewConversion'] as const;

/** What lasts between two batches, under one policy. */
interface Session {
  readonly policy: CompiledPolicy;
  readonly trainer: Trainer;
  readonly clicks: Walk;
  /** Undefined where nothing may be learned of conversions. */
  readonly conversions: Walk | undefined;
  /** Days that the model may be kept; undefined where the policy declares no place for it. */
  readonly days: number | undefined;
  /** The places in the log that were last written down, and when. */
  written: Places;
  writtenMs: number;
}

interface Places {
  readonly click: number;
  readonly conversion: number;
}

/**
 * Learns clicks of displays and conversions of clicks and of views, beside requests: exactly once in effect. The weights and the places in the log
 * that they have come to are one file, replaced as a whole, so that a crash leaves all or nothing; what was learned since is learned
 * again from there, in the same order, to the same weights.
 */
export function createLearning(context: LearningContext, options: LearningOptions): Learning {
  const { log, now } = context;
  let session: Session | undefined;

  const open = async (): Promise<Session> => {
    const policy = options.inForce();
    if (session?.policy === policy) return session;
    const model = session?.trainer.model() ?? (await readModel(options));
    const opened = openSession(policy, { model, options, context });
    // What was learned and not yet written stays so: the log is needed from the last checkpoint on.
    if (session !== undefined) opened.written = session.written;
    session = opened;
    if (opened.days === undefined) await guarded(options.store.remove());
    return opened;
  };

  const checkpoint = async (current: Session): Promise<void> => {
    const places = placesOf(current.trainer);
    const { written } = current;
    if (
      current.days !== undefined &&
      (places.click > written.click || places.conversion > written.conversion)
    )
      await guarded(options.store.replace(encodeModel(current.trainer.model())));
    current.written = places;
    current.writtenMs = now();
  };

  return {
    async step(signal) {
      const current = await open();
      if (isExpired(current, now())) {
        session = forgetting(current, { options, context });
        await checkpoint(session);
        return true;
      }
      const moved = [await current.clicks.step(), await stepConversions(current)];
      if (now() - current.writtenMs >= (options.checkpointMs ?? CHECKPOINT_MS)) await checkpoint(current);
      const lag = (await log.end(TOPIC.events)) - current.trainer.nextOffset('click');
      const { click, conversion } = current.written;
      context.report('effectiveness', { nextOffset: Math.min(click, conversion), lag, fault: undefined });
      if (moved.includes(true)) return true;
      await log.wait(TOPIC.events, { from: current.clicks.ahead(), maxWaitMs: POLL_MS, signal });
      return false;
    },
    async close() {
      if (session !== undefined) await checkpoint(session);
    },
  };
}

/** Where nothing may be learned of conversions, their place keeps up with that of clicks, so that the log need not be kept for them. */
async function stepConversions({ trainer, conversions }: Session): Promise<boolean> {
  if (conversions !== undefined) return conversions.step();
  trainer.pass('conversion', trainer.nextOffset('click'));
  return false;
}

const placesOf = (trainer: Trainer): Places => ({
  click: trainer.nextOffset('click'),
  conversion: trainer.nextOffset('conversion'),
});

interface Opening {
  readonly model: Model | undefined;
  readonly options: LearningOptions;
  readonly context: LearningContext;
}

function openSession(policy: CompiledPolicy, { model, options, context }: Opening): Session {
  const gate = createLearnGate({ ofVersion: options.ofVersion, inForce: () => policy });
  const trainer = createTrainer(model, { gate, policy });
  return sessionOf(policy, trainer, { options, context });
}

function sessionOf(
  policy: CompiledPolicy,
  trainer: Trainer,
  { options, context }: Omit<Opening, 'model'>,
): Session {
  const { clickWaitMs = CLICK_WAIT_MS, conversionWaitMs = CONVERSION_WAIT_MS } = options;
  const place = policy.fields.find(({ store }) => store.includes(MODEL_PLACE));
  const conversions = FOLLOWED.some((goal) => trainer.learns(goal))
    ? createWalk(context, { trainer, lesson: conversionLesson(trainer, conversionWaitMs) })
    : undefined;
  return {
    policy,
    trainer,
    clicks: createWalk(context, { trainer, lesson: clickLesson(trainer, clickWaitMs) }),
    conversions,
    days: place?.retention.days,
    written: placesOf(trainer),
    writtenMs: context.now(),
  };
}

/** The same places in the log, and nothing learned. */
function forgetting({ policy, trainer }: Session, { options, context }: Omit<Opening, 'model'>): Session {
  const gate = createLearnGate({ ofVersion: options.ofVersion, inForce: () => policy });
  const anew = createTrainer(undefined, { gate, policy });
  anew.pass('click', trainer.nextOffset('click'));
  anew.pass('conversion', trainer.nextOffset('conversion'));
  return { ...sessionOf(policy, anew, { options, context }), written: { click: -1, conversion: -1 } };
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
