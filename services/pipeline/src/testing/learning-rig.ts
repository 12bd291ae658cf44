import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeModel, type Model } from '@jianchat/effectiveness';
import { type EventRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { readPolicy } from '@jianchat/policy/testing';
import { createLearning, type Learning } from '../effectiveness/learning.ts';
import type { LearningOptions } from '../effectiveness/learning-options.ts';
import type { ModelStore } from '../effectiveness/model-store.ts';
import { openModelFile } from './model-file-store.ts';
import { messageOf } from './sample-records.ts';
import { DEDUPE_WINDOW_MS } from './test-stores.ts';

/** A log, a model's file, and learning between them. */
export interface LearningRig {
  readonly folder: string;
  readonly log: EventLog;
  readonly store: ModelStore;
  append(event: EventRecord): Promise<unknown>;
  learning(clock: { nowMs: number }, change?: Partial<LearningOptions>): Learning;
  /** Learns all that can be learned now, and writes it down. */
  learnAll(learning: Learning): Promise<void>;
  /** What the file holds. */
  model(): Promise<Model | undefined>;
  close(): Promise<void>;
}

const aborted = AbortSignal.abort();

export async function openLearningRig(): Promise<LearningRig> {
  const policy = readPolicy();
  const folder = await mkdtemp(join(tmpdir(), 'jianchat-learning-'));
  const log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: DEDUPE_WINDOW_MS });
  const store = openModelFile(join(folder, 'model'));
  return {
    folder,
    log,
    store,
    append: (event) => log.append(TOPIC.events, messageOf(event), { nowMs: event.atMs }),
    learning: (clock, change = {}) =>
      createLearning(
        { log, now: () => clock.nowMs, batchMax: 7, report: () => {} },
        {
          store,
          ofVersion: (version) => (version === policy.version ? policy : undefined),
          inForce: () => policy,
          checkpointMs: 0,
          ...change,
        },
      ),
    async learnAll(learning) {
      while (await learning.step(aborted));
      await learning.close();
    },
    async model() {
      const bytes = await store.read();
      if (bytes === undefined) return undefined;
      const reading = decodeModel(bytes);
      if (!reading.ok) throw new Error(reading.fault);
      return reading.model;
    },
    async close() {
      await log.close();
      await rm(folder, { recursive: true });
    },
  };
}
