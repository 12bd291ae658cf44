/* Started by a test, which kills it: learns from the log it is told, until then. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { readPolicy } from '@jianchat/policy/testing';
import { createLearning } from '../effectiveness/learning.ts';
import { openModelFile } from './model-file-store.ts';
import { DEDUPE_WINDOW_MS } from './test-stores.ts';

const [logPath = '', modelPath = ''] = process.argv.slice(2);
const policy = readPolicy();
const learning = createLearning(
  {
    log: openLmdbLog({ path: logPath, dedupeWindowMs: DEDUPE_WINDOW_MS }),
    now: Date.now,
    batchMax: 100,
    report: (_, { nextOffset }) => process.stdout.write(`${nextOffset}\n`),
  },
  {
    store: openModelFile(modelPath),
    ofVersion: (version) => (version === policy.version ? policy : undefined),
    inForce: () => policy,
    checkpointMs: 0,
  },
);
for (;;) {
  await learning.step(new AbortController().signal);
  // Slow enough to be killed several times before it is through.
  await sleep(20);
}
