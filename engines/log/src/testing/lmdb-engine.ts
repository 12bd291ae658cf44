import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLmdbLog } from '../lmdb/index.ts';
import type { LogEngine } from './log-engine.ts';

export const engine: LogEngine = {
  name: 'LMDB',
  file: fileURLToPath(import.meta.url),
  dedupeWindowMs: 60_000,
  async create() {
    const address = await mkdtemp(join(tmpdir(), 'jianchat log '));
    return { address, remove: () => rm(address, { recursive: true, force: true }) };
  },
  open(address) {
    return openLmdbLog({ path: address, dedupeWindowMs: engine.dedupeWindowMs });
  },
};
