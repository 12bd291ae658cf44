import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { ModelStore } from '../effectiveness/model-store.ts';

/** A model in a file that is replaced by renaming, as the platform's is. */
export function openModelFile(path: string): ModelStore {
  return {
    read: () => readFile(path).catch(() => undefined),
    async replace(bytes) {
      await writeFile(`${path}.new`, bytes);
      await rename(`${path}.new`, path);
    },
    remove: () => rm(path, { force: true }),
  };
}
