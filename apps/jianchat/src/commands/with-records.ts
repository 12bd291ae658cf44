import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrateRecords, openRecords, type Records } from '@jianchat/records';
import { embeddedPostgres } from '@jianchat/records/embedded';
import { FolderLockedError, lockFolder } from '@jianchat/supervision';
import { PlatformFault } from '../compose/platform-fault.ts';
import { readRunningProcess } from '../compose/running-process.ts';
import { projectPath } from '../settings/read-settings.ts';
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
  const dataFolder = projectPath(settings.JIANCHAT_DATA);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const publicUrl =
    settings.JIANCHAT_PUBLIC_URL ?? `http://${settings.JIANCHAT_HOST}:${settings.JIANCHAT_PORT}`;
  if (settings.JIANCHAT_POSTGRES_URL !== undefined) {
    return connected(settings.JIANCHAT_POSTGRES_URL, (records) => use({ records, dataFolder, publicUrl }));
  }
  const lock = await lockOrUndefined(dataFolder);
  if (lock === undefined) {
    const running = readRunningProcess(dataFolder);
    if (running === undefined)
      throw new PlatformFault(
        'data.locked',
        `${dataFolder} is in use by a process that has not started yet; try again`,
      );
    return connected(running.recordsUrl, (records) =>
      use({ records, dataFolder, publicUrl: running.publicUrl }),
    );
  }
  const engine = embeddedPostgres({ dataDir: join(dataFolder, 'records') });
  try {
    const { url } = await engine.start();
    return await connected(url, (records) => use({ records, dataFolder, publicUrl }));
  } finally {
    await engine.stop();
    lock.release();
  }
}

async function lockOrUndefined(dataFolder: string): Promise<{ release(): void } | undefined> {
  try {
    return await lockFolder(dataFolder);
  } catch (error) {
    if (error instanceof FolderLockedError) return undefined;
    throw error;
  }
}

async function connected<T>(url: string, use: (records: Records) => Promise<T>): Promise<T> {
  const records = openRecords({ url, applicationName: 'jianchat command', poolMax: 2 });
  try {
    await migrateRecords(records.db);
    return await use(records);
  } finally {
    await records.close();
  }
}
