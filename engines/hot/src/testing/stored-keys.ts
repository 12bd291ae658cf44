import { openStore } from '../lmdb/store.ts';

/** Every key that an LMDB hot state holds; for tests that look through whole stores. */
export async function storedKeys(path: string): Promise<readonly string[]> {
  const store = openStore(path);
  try {
    return [...store.getKeys()];
  } finally {
    await store.close();
  }
}
