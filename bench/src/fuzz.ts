import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const TEST = 'services/exchange/src/hostile-input.test.ts';
/** 100,000 requests take minutes; a test of a hundred takes none. */
const TEST_MS_MAX = 3_600_000;

/** Runs the exchange's own fuzz test with more requests than `npm test` makes. Resolves when all held; else the exit code says so. */
export async function fuzzAuctions(root: string, runs: number): Promise<void> {
  if (!Number.isSafeInteger(runs) || runs < 1)
    throw new RangeError('how many requests? A whole number from 1 on');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', `--testTimeout=${TEST_MS_MAX}`, TEST], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, JIANCHAT_FUZZ_RUNS: String(runs) },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exitCode = 1;
}
