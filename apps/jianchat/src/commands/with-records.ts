import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrateRecords, openRecords, type Records } from '@jianchat/records';
import { embeddedPostgres } from '@jianchat/records/embedded';
import { type FolderLock, FolderLockedError, lockFolder } from '@jianchat/supervision';
import { openDataFolder } from '../compose/data-folder.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { type RunningProcess, readRunningProcess } from '../compose/running-process.ts';
import { placeOf, storeFault } from '../compose/store-fault.ts';
import type { Settings } from '../settings/settings.ts';

export interface CommandStore {
  readonly records: Records;
  readonly dataFolder: string;
  /** Of the running platform, or as the settings say. */
  readonly publicUrl: string;
}

/**
 * Runs a command against the records store: beside a running platform over its own store, else with the embedded
 * engine started for the command. A running platform notices changes by itself.
 */
export async function withRecords<T>(
  settings: Settings,
  use: (store: CommandStore) => Promise<T>,
): Promise<T> {
  const outside = settings.JIANCHAT_POSTGRES_URL;
  const dataFolder = openDataFolder(settings, Date.now());
  const publicUrl =
    settings.JIANCHAT_PUBLIC_URL ?? `http://${settings.JIANCHAT_HOST}:${settings.JIANCHAT_PORT}`;
  if (outside !== undefined) {
    const where = placeOf('JIANCHAT_POSTGRES_URL', outside);
    return connected({ url: outside, where }, (records) => use({ records, dataFolder, publicUrl }));
  }
  const access = await lockOrRunning(dataFolder);
  if ('running' in access) {
    const { running } = access;
    return connected({ url: running.recordsUrl, where: 'the running platform' }, (records) =>
      use({ records, dataFolder, publicUrl: running.publicUrl }),
    );
  }
  const where = 'the embedded PostgreSQL';
  const engine = embeddedPostgres({ dataDir: join(dataFolder, 'records') });
  try {
    const { url } = await engine
      .start()
      .catch((error) => Promise.reject(storeFault('records', where, error)));
    return await connected({ url, where }, (records) => use({ records, dataFolder, publicUrl }));
  } finally {
    await engine.stop();
    access.lock.release();
  }
}

/** How long a command waits for a platform that is starting or for another command to end. */
const WAIT_MS_MAX = 15_000;
const WAIT_STEP_MS = 100;

async function lockOrRunning(
  dataFolder: string,
): Promise<{ lock: FolderLock } | { running: RunningProcess }> {
  for (let waitedMs = 0; ; waitedMs += WAIT_STEP_MS) {
    try {
      return { lock: await lockFolder(dataFolder) };
    } catch (error) {
      if (!(error instanceof FolderLockedError)) throw error;
      const running = readRunningProcess(dataFolder);
      // The file of a platform that was killed stays; only the one who holds the folder speaks for it.
      if (running !== undefined && running.pid === error.holderPid) return { running };
      if (waitedMs >= WAIT_MS_MAX)
        throw new PlatformFault(error.code, `${error.message}, which has not become ready; try again`);
    }
    await sleep(WAIT_STEP_MS);
  }
}

async function connected<T>(
  store: { url: string; where: string },
  use: (records: Records) => Promise<T>,
): Promise<T> {
  const records = openRecords({ url: store.url, applicationName: 'jianchat command', poolMax: 2 });
  try {
    await migrateRecords(records.db).catch((error) =>
      Promise.reject(storeFault('records', store.where, error)),
    );
    return await use(records);
  } finally {
    await records.close();
  }
}
