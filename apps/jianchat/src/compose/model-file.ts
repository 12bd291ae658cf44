import { join } from 'node:path';
import type { ModelStore } from '@jianchat/pipeline';
import { openTileFiles } from '@jianchat/tiles/files';

/** Beside the snapshot, where exchanges of this host look. */
export const MODEL_FILE = 'effectiveness.model';

export function openModelStore(dataFolder: string): ModelStore {
  const files = openTileFiles(join(dataFolder, 'snapshot'));
  return {
    read: () => files.read(MODEL_FILE),
    replace: (bytes) => files.replace(MODEL_FILE, bytes),
    remove: () => files.remove([MODEL_FILE]),
  };
}
