import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RecordsFault } from '../fault.ts';
import type { Binaries } from './binaries.ts';
import { childEnvironment, prefixed } from './unprivileged.ts';

/** The superuser inside the embedded server, and the database that holds the tables. */
export const USER = 'jianchat';
export const DATABASE = 'jianchat';

/**
 * The folder of the server's files, initialised when it is missing. Initialisation happens under another name
 * and is renamed when complete, so an interrupted one leaves litter, not a broken server.
 * Throws `records.other-major` rather than starting empty beside data of another major version.
 */
export async function ensureCluster(
  dataDir: string,
  binaries: Binaries,
  prefix: readonly string[],
): Promise<string> {
  const name = `pg${binaries.major}`;
  const cluster = join(dataDir, name);
  if (existsSync(cluster)) return cluster;

  const entries = await readdir(dataDir);
  const other = entries.find((entry) => /^pg\d+$/.test(entry));
  if (other !== undefined) {
    throw new RecordsFault(
      'records.other-major',
      `the data was written by PostgreSQL ${other.slice(2)}, this is PostgreSQL ${binaries.major}: dump with the ` +
        'release that wrote it, and restore',
    );
  }
  const litter = entries.filter((entry) => /^pg\d+\.init-/.test(entry));
  // An initdb that outlived its owner may still write there: litter that can't be removed now is removed later.
  const remove = (entry: string) =>
    rm(join(dataDir, entry), { recursive: true, force: true }).catch(() => {});
  await Promise.all(litter.map(remove));

  const unfinished = await mkdtemp(join(dataDir, `${name}.init-`));
  await initialise(unfinished, binaries, prefix);
  await rename(unfinished, cluster);
  await syncFolder(dataDir);
  return cluster;
}

async function initialise(folder: string, binaries: Binaries, prefix: readonly string[]): Promise<void> {
  const [file, args] = prefixed(prefix, binaries.initdb);
  // PostgreSQL 17 brought a C.UTF-8 of its own: the same order of text on every system, whatever its libc.
  const locale =
    binaries.major >= 17
      ? ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--no-locale'];
  const access = [`--username=${USER}`, '--auth-local=trust', '--auth-host=reject'];
  try {
    await promisify(execFile)(
      file,
      [...args, `--pgdata=${folder}`, '--encoding=UTF8', ...locale, ...access, '--data-checksums'],
      { env: childEnvironment },
    );
  } catch (error) {
    throw new RecordsFault('records.init-failed', 'initdb did not succeed', { cause: error });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
