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

/** Every key with its bytes, a character each: text that is kept anywhere in it can be searched for. */
export async function storedValues(path: string): Promise<readonly string[]> {
  const store = openStore(path);
  try {
    return Array.from(
      store.getRange(),
      ({ key, value }) => `${key} ${Buffer.from(value).toString('latin1')}`,
    );
  } finally {
    await store.close();
  }
}
