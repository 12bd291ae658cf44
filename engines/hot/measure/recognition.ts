/** Measures what identity costs an auction with bidders: `node engines/hot/measure/recognition.ts`. Prints µs of this thread. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentifierHash, createKeyRing, createRecogniser, pooledRandom } from '@jianchat/identity';
import { openLmdbHot } from '../src/lmdb/index.ts';
import { subjectsInHotState } from '../src/subject-store.ts';

const PEOPLE = 3_000;
const ROUNDS = 50_000;
const folder = mkdtempSync(join(tmpdir(), 'jianchat-measure-'));
const hot = openLmdbHot({ path: folder });
const epoch = { id: 1, salt: randomBytes(32) };
const recogniser = createRecogniser({
  store: subjectsInHotState(hot),
  ring: createKeyRing(randomBytes(32), () => [epoch]),
  hash: createIdentifierHash(randomBytes(32)),
  randomBytes: pooledRandom(randomBytes),
  now: Date.now,
  later: setImmediate,
  onFault: (fault) => process.stderr.write(`${String(fault)}\n`),
});
const people = Array.from({ length: PEOPLE }, (_, n) => ({
  field: 8,
  value: `6d92078a-8246-4ba4-ae5b-${String(n).padStart(12, '0')}`,
}));

async function measure(name: string, rounds: number, call: (round: number) => unknown): Promise<void> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run += 1) {
    const start = process.threadCpuUsage();
    for (let round = 0; round < rounds; round += 1) call(round);
    best = Math.min(best, process.threadCpuUsage(start).user / rounds);
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.stdout.write(`${name.padEnd(32)} ${best.toFixed(2)} µs\n`);
}

const startMs = performance.now();
for (const person of people) recogniser.commit(person, 'first');
process.stdout.write(
  `${'met for the first time'.padEnd(32)} ${(((performance.now() - startMs) * 1000) / PEOPLE).toFixed(2)} µs\n`,
);
await recogniser.settled();
await measure('known', ROUNDS, (round) => recogniser.commit(people[round % PEOPLE], `auction-${round}`));
await measure('nobody', ROUNDS, () => recogniser.commit(undefined, 'auction'));
await hot.close();
rmSync(folder, { recursive: true });
