/** Keeps one person's choice after the other and prints each that is durable, until it is killed. */
import { createChoices, createIdentifierHash } from '@jianchat/identity';
import { choicesInHotState } from '../choice-store.ts';
import { openLmdbHot } from '../lmdb/index.ts';

const choices = createChoices(
  choicesInHotState(openLmdbHot({ path: process.argv[2] ?? '' })),
  createIdentifierHash(Buffer.alloc(32, 6)),
);
for (let n = 0; ; n += 1) {
  const value = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  await choices.choose([{ field: 8, value }], { choices: ['optOut'], atS: n });
  process.stdout.write(`${n}\n`);
}
