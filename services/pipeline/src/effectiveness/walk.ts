import type { Trainer } from '@jianchat/effectiveness';
import { type EventRecord, TOPIC } from '@jianchat/events';
import type { ConsumerContext } from '../pipeline-options.ts';
import { isEventRecord } from '../record-shape.ts';
import { readBatch } from '../stages/read-batch.ts';
import { isValid } from '../stages/verdict.ts';
import type { Lesson } from './lesson.ts';

/** One lesson's way through the log of events. */
export interface Walk {
  /** One batch of looking ahead and of learning; true where it moved on. */
  step(): Promise<boolean>;
  /** The next record to look at. */
  ahead(): number;
}

export type WalkContext = Pick<ConsumerContext, 'log' | 'now' | 'batchMax'>;

/** Records stand in the log this much out of the order of their times at most; one from further ahead is no time of ours. */
const DISORDER_MS = 5_000;
const CLOCK_DIFFERENCE_MS = 60_000;

export function createWalk(
  { log, now, batchMax }: WalkContext,
  { trainer, lesson }: { readonly trainer: Trainer; readonly lesson: Lesson },
): Walk {
  const { goal, waitMs } = lesson;
  let ahead = trainer.nextOffset(goal);
  let newestMs = 0;

  const read = (from: number, limit: number) =>
    readBatch(log, TOPIC.events, { from, limit, isRecord: isEventRecord });

  const lookAhead = async (): Promise<boolean> => {
    const batch = await read(ahead, batchMax);
    for (const { record } of batch.records) {
      if (!isLearnable(record, now())) continue;
      newestMs = Math.max(newestMs, record.atMs);
      lesson.look(record);
    }
    const moved = batch.to > ahead;
    ahead = batch.to;
    return moved;
  };

  /** Learns from examples whose wait is over, in the order of the log. */
  const learnUpTo = async (closedMs: number): Promise<boolean> => {
    const from = trainer.nextOffset(goal);
    if (from >= ahead) return false;
    const batch = await read(from, Math.min(batchMax, ahead - from));
    const nowMs = now();
    for (const { record, offset } of batch.records) {
      if (offset >= ahead) break;
      if (isLearnable(record, nowMs)) {
        if (record.atMs > closedMs && lesson.waits(record)) return trainer.nextOffset(goal) > from;
        lesson.learn(record);
      }
      trainer.pass(goal, offset + 1);
    }
    trainer.pass(goal, Math.max(Math.min(batch.to, ahead), from));
    return true;
  };

  return {
    ahead: () => ahead,
    async step() {
      const looked = await lookAhead();
      const atEnd = ahead >= (await log.end(TOPIC.events));
      const learned = await learnUpTo((atEnd ? now() : newestMs) - waitMs - DISORDER_MS);
      return looked || learned;
    },
  };
}

/** Valid events of our own ads: what outside bidders show is clicked past us. */
const isLearnable = (record: EventRecord, nowMs: number): boolean =>
  record.claims.demandKind === 'direct' && record.atMs <= nowMs + CLOCK_DIFFERENCE_MS && isValid(record);
