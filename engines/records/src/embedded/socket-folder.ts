import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export interface SocketFolder {
  readonly path: string;
  /**
   * Removes what a server killed by -9 left in it; only while none serves. PostgreSQL would refuse to start
   * where the number in the socket's lock file meanwhile belongs to a stranger.
   */
  clear(): Promise<void>;
  /** Removes the folder where it is not part of the data folder. */
  remove(): Promise<void>;
}

/** Names the socket (`.s.PGSQL.5432`); it is not a TCP port. */
export const SOCKET_NUMBER = 5432;
const SOCKET_NAME = `.s.PGSQL.${SOCKET_NUMBER}`;

/** Linux allows 107 bytes, macOS 103. */
const SOCKET_PATH_BYTES_MAX = 100;
const TEMPORARY_PREFIX = 'jianchat-pg-';

/**
 * Where the server's Unix socket lives: a folder of mode 0700, so whoever can reach the socket could read the
 * data files as well, and no password adds anything. In the data folder if the path is short enough for a
 * socket; otherwise in a new folder of the temporary folder, noted in the data folder for later removal.
 */
export async function socketFolder(dataDir: string): Promise<SocketFolder> {
  const note = join(dataDir, 'socket-folder');
  await removeNoted(note);

  const inside = join(dataDir, 'run');
  if (fits(inside)) {
    await mkdir(inside, { recursive: true, mode: 0o700 });
    return { path: inside, clear: () => clear(inside), remove: async () => {} };
  }
  const parent = fits(join(tmpdir(), `${TEMPORARY_PREFIX}XXXXXX`)) ? tmpdir() : '/tmp';
  const path = await mkdtemp(join(parent, TEMPORARY_PREFIX));
  await writeFile(note, path, { mode: 0o600 });
  return { path, clear: () => clear(path), remove: () => removeNoted(note) };
}

async function clear(folder: string): Promise<void> {
  for (const name of [SOCKET_NAME, `${SOCKET_NAME}.lock`]) await rm(join(folder, name), { force: true });
}

/** What a process killed by -9 could not remove. */
async function removeNoted(note: string): Promise<void> {
  const path = await readFile(note, 'utf8').catch(() => undefined);
  if (path === undefined) return;
  if (basename(path).startsWith(TEMPORARY_PREFIX)) await rm(path, { recursive: true, force: true });
  await rm(note, { force: true });
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, SOCKET_NAME)) <= SOCKET_PATH_BYTES_MAX;
}
