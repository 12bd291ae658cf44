import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Analytics, openAnalytics } from '@jianchat/analytics';
import { type AnalyticsEndpoint, embeddedAnalytics } from '@jianchat/analytics/embedded';
import type { HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import type { Records } from '@jianchat/records';
import { startTestRecords } from '@jianchat/records/testing';
import { sql } from 'kysely';
import type { PipelineState } from '../pipeline-options.ts';

export const DEDUPE_WINDOW_MS = 3_600_000;

/** Where another process finds the same stores. */
export interface StoreAddresses {
  readonly recordsUrl: string;
  readonly analytics: AnalyticsEndpoint;
  readonly logPath: string;
  readonly hotPath: string;
}

export interface TestStores {
  readonly log: EventLog;
  readonly hot: HotState;
  readonly records: Records;
  readonly analytics: Analytics;
  readonly addresses: StoreAddresses;
  /** Kills the engines' processes as a crash would; whoever supervises them starts them again. */
  killEngines(): void;
  stop(): Promise<void>;
}

/** All four embedded engines, for real, in a temporary folder. */
export async function startTestStores(): Promise<TestStores> {
  const folder = await mkdtemp(join(tmpdir(), 'jianchat-pipeline-'));
  const gateway = embeddedAnalytics({ dataDir: join(folder, 'analytics'), memoryBytesMax: 1024 ** 3 });
  const [testRecords, endpoint] = await Promise.all([startTestRecords(), gateway.start()]);
  const analytics = openAnalytics({ ...endpoint, database: 'jianchat' });
  await analytics.migrate();
  const logPath = join(folder, 'log');
  const hotPath = join(folder, 'hot');
  const log = openLmdbLog({ path: logPath, dedupeWindowMs: DEDUPE_WINDOW_MS });
  const hot = openLmdbHot({ path: hotPath });
  return {
    log,
    hot,
    records: testRecords.records,
    analytics,
    addresses: { recordsUrl: testRecords.url, analytics: endpoint, logPath, hotPath },
    killEngines() {
      for (const pid of [testRecords.engine.pid(), gateway.pid()])
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
    },
    async stop() {
      await Promise.all([log.close(), hot.close(), analytics.close()]);
      await Promise.all([testRecords.stop(), gateway.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Books {
  /** Balance per kind of ledger account, in micros. */
  readonly balances: Readonly<Record<string, number>>;
  readonly countedEvents: number;
  readonly spendMicros: number;
}

/** What the records store says was earned. */
export async function readBooks({ records: { db } }: Pick<TestStores, 'records'>): Promise<Books> {
  const { rows } = await sql<{ kind: string; micros: number }>`
    select kind, sum(balance_micros)::int8 as micros from ledger_balances group by kind`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int8 as n from counted_events`.execute(db);
  const spend = await sql<{ n: number }>`
    select coalesce(sum(micros), 0)::int8 as n from line_item_spend`.execute(db);
  return {
    balances: Object.fromEntries(rows.map((row) => [row.kind, row.micros])),
    countedEvents: counted.rows[0]?.n ?? 0,
    spendMicros: spend.rows[0]?.n ?? 0,
  };
}

/** Whether every consumer has passed everything that was in the log when it last looked. */
export function isThrough(state: PipelineState, ends: { events: number; auctions: number }): boolean {
  const { money, 'analytics.events': events, 'analytics.auctions': auctions } = state.consumers;
  return (
    money.nextOffset >= ends.events &&
    events.nextOffset >= ends.events &&
    auctions.nextOffset >= ends.auctions
  );
}
