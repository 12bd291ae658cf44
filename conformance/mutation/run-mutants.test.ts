import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('tells apart whose tests notice, whose do not, whose only crash and whose name no promise', async () => {
  const program = join(import.meta.dirname, 'planted/take-out-gates.ts');
  const { PATH } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env: { PATH } });
  const verdicts = JSON.parse(stdout);
  expect(verdicts).toEqual([
    { gate: 'cellar', mutant: 'lets everybody in', killedBy: [], ran: 3, errors: [] },
    {
      gate: 'door',
      mutant: 'lets everybody in',
      killedBy: [{ file: 'src/house.planted.ts', chain: ['C2: the door keeps strangers out'] }],
      ran: 3,
      errors: [],
    },
    { gate: 'roof', mutant: 'falls down', killedBy: [], ran: 3, errors: ['the roof fell down'] },
    { gate: 'window', mutant: 'lets everybody in', killedBy: [], ran: 3, errors: [] },
  ]);
});
