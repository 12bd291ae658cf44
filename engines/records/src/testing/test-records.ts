import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, embeddedPostgres } from '../embedded/index.ts';
import { openRecords, type Records } from '../open-records.ts';
import { copyTemplateRecords } from './template-records.ts';

export interface TestRecordsOptions {
  /** False leaves the database empty. */
  readonly migrated?: boolean;
  readonly poolMax?: number;
  readonly onLog?: (line: string) => void;
}

export interface TestRecords {
  readonly records: Records;
  /** For a pool of its own, or another library that takes a PostgreSQL URL. */
  readonly url: string;
  readonly engine: EmbeddedPostgres;
  readonly dataDir: string;
  /** Ends connections and server, and removes the data. */
  stop(): Promise<void>;
}

/** A records store of its own in a temporary folder, migrated. One per test file will do. */
export async function startTestRecords(options: TestRecordsOptions = {}): Promise<TestRecords> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jianchat-records-'));
  const engine = embeddedPostgres({ dataDir, ...(options.onLog && { onLog: options.onLog }) });
  let records: Records | undefined;
  const stop = async () => {
    await records?.close();
    // An immediate end: what a checkpoint would make lasting is removed in the next step.
    const pid = engine.pid();
    if (pid !== undefined) process.kill(pid, 'SIGQUIT');
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    if (options.migrated ?? true) await copyTemplateRecords(dataDir);
    const { url } = await engine.start();
    records = openRecords({ url, applicationName: 'test', poolMax: options.poolMax ?? 10 });
    return { records, url, engine, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
