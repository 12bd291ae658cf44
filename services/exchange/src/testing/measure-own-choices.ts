/**
 * What asking for a person's own choices costs a request: `node services/exchange/src/testing/measure-own-choices.ts`. Prints µs of
 * this thread, best of five runs.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choicesInHotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { createChoices, createIdentifierHash } from '@jianchat/identity';
import { createGates, type SignalState } from '@jianchat/policy';
import { ownChoices } from '../stages/own-choices.ts';
import { projectPolicy } from './exchange-rig.ts';

const ROUNDS = 50_000;
const PEOPLE = 3_000;
const folder = mkdtempSync(join(tmpdir(), 'jianchat-measure-'));
const hot = openLmdbHot({ path: folder });
const policy = await projectPolicy();
const choices = createChoices(choicesInHotState(hot), createIdentifierHash(randomBytes(32)));
const rule = ownChoices(policy, { gates: createGates(policy, () => ''), choices });
const idOf = (n: number): string => `6d92078a-8246-4ba4-ae5b-${String(n).padStart(12, '0')}`;
const chosen = Array.from({ length: PEOPLE }, (_, n) => ({ field: 8, value: idOf(n) }));
await choices.choose(chosen, { choices: ['optOut'], atS: 1 });
const signals = (regime: string): SignalState => ({
  regime: policy.regimes.findIndex(({ name }) => name === regime),
  grants: 0,
  floors: 0,
  vendorGrants: () => 0,
  reasons: [],
});

const base = { id: 'r', imp: [{ id: '1' }], site: { page: 'https://news.example/' } };
const eids = ['a', 'b', 'c', 'd'].map((name) => ({
  source: `${name}.example`,
  uids: [{ id: `id-of-${name}` }],
}));
const requests = {
  'no identifiers': [base, 'us'],
  'not asked (no consent, EEA)': [{ ...base, device: { ifa: idOf(7) } }, 'eea'],
  'an advertising id': [{ ...base, device: { ifa: idOf(7) } }, 'us'],
  'an advertising id, four partners’': [{ ...base, device: { ifa: idOf(7) }, user: { eids } }, 'us'],
} as const;
for (const [name, [request, regime]] of Object.entries(requests)) {
  const said = signals(regime);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run += 1) {
    const start = process.threadCpuUsage();
    for (let round = 0; round < ROUNDS; round += 1) rule(request, said);
    best = Math.min(best, process.threadCpuUsage(start).user / ROUNDS);
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.stdout.write(`${name.padEnd(36)} ${best.toFixed(2)} µs\n`);
}
await hot.close();
rmSync(folder, { recursive: true });
