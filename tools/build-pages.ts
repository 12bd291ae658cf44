import { join } from 'node:path';
import { ensurePages } from '../apps/jianchat/src/build/ensure-pages.ts';

/** Vitest calls this once before all tests. */
export async function setup(): Promise<void> {
  await ensurePages({
    root: join(import.meta.dirname, '..'),
    onProgress: (line) => process.stderr.write(`${line}\n`),
    signal: AbortSignal.timeout(120_000),
  });
}
