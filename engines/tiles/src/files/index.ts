import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { LedgerFile, LedgerListing, LedgerReader, LedgerStore } from '../index.ts';

/**
 * The ledger's files in a folder, laid out as tlog-tiles has its paths, so that any web server can serve them. The
 * folder is made when missing, readable by its owner only: batches in it are not public.
 */
export function openTileFiles(path: string): LedgerStore {
  const folder = resolve(path);
  /** Folders known to be durably there. */
  const made = new Set<string>();
  const makeFolder = async (wanted: string): Promise<void> => {
    if (made.has(wanted)) return;
    const first = await mkdir(wanted, { recursive: true, mode: 0o700 });
    if (first !== undefined)
      for (let at = wanted; at.length >= dirname(first).length; at = dirname(at)) await syncFolder(at);
    made.add(wanted);
  };
  const writeOne = async ({ path: name, at, bytes }: LedgerFile): Promise<string> => {
    const file = join(folder, name);
    await makeFolder(dirname(file));
    await writeAt(file, { at, bytes });
    return dirname(file);
  };
  return {
    ...readTileFiles(folder),
    async write(files) {
      const folders = await Promise.all(files.map(writeOne));
      await Promise.all([...new Set(folders)].map(syncFolder));
    },
    async replace(name, bytes) {
      const file = join(folder, name);
      await makeFolder(dirname(file));
      await writeAt(`${file}.new`, { at: 0, bytes });
      await rename(`${file}.new`, file);
      await syncFolder(dirname(file));
    },
    async remove(paths) {
      const folders = new Set(paths.map((name) => dirname(join(folder, name))));
      await Promise.all(paths.map((name) => rm(join(folder, name), { force: true })));
      // The folder of partial tiles goes with the last of them; where some are left it stays.
      await Promise.all([...folders].filter((one) => one.endsWith('.p')).map(removeIfEmpty));
      for (const one of folders) made.delete(one);
    },
  };
}

/** Reads a ledger's folder, also one that another process writes to, or a copy. Writes nothing. */
export function readTileFiles(folder: string): LedgerListing & LedgerReader {
  return {
    async read(path) {
      try {
        return await readFile(join(folder, path));
      } catch (error) {
        if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
        throw error;
      }
    },
    async list() {
      const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
        if (codeOf(error) === 'ENOENT') return [];
        throw error;
      });
      // Links, sockets and the like are told, too: nothing in the folder goes unnoticed.
      return found
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort();
    },
  };
}

async function writeAt(file: string, { at, bytes }: { at: number; bytes: Uint8Array }): Promise<void> {
  const handle = await openToWrite(file, { keep: at > 0 });
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
      done += bytesWritten;
    }
    await handle.truncate(at + bytes.length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const openToWrite = (file: string, { keep }: { keep: boolean }) => open(file, keep ? 'r+' : 'w', 0o600);

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  const left = await readdir(folder).catch(() => ['']);
  if (left.length === 0) await rm(folder, { recursive: true, force: true });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
