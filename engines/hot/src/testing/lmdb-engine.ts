import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLmdbHot } from '../lmdb/index.ts';
import type { HotEngine } from './hot-engine.ts';

export const engine: HotEngine = {
  name: 'LMDB',
  file: fileURLToPath(import.meta.url),
  async create() {
    const address = await mkdtemp(join(tmpdir(), 'jianchat hot '));
    return { address, remove: () => rm(address, { recursive: true, force: true }) };
  },
  open: (address) => openLmdbHot({ path: address }),
};
