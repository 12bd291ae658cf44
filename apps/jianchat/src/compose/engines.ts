import { join } from 'node:path';
import { type Analytics, openAnalytics } from '@jianchat/analytics';
import { embeddedAnalytics } from '@jianchat/analytics/embedded';
import type { HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { migrateRecords, openRecords, type Records } from '@jianchat/records';
import { embeddedPostgres } from '@jianchat/records/embedded';
import type { ChildState } from '@jianchat/supervision';
import type { Logger } from 'pino';
import type { PartState, PartStatus } from '../front/readiness.ts';
import type { Settings } from '../settings/settings.ts';
import type { Closing } from './closing.ts';
import { placeOf, storeFault } from './store-fault.ts';

/** How long an event token is valid, and with it how long the log remembers an event's id. */
export const EVENT_LIFETIME_MS = 24 * 3_600_000;
/** The log remembers longer than tokens live, so that no clock difference opens a gap. */
const DEDUPE_WINDOW_MS = EVENT_LIFETIME_MS + 3_600_000;

export interface EngineOptions {
  readonly settings: Settings;
  readonly dataFolder: string;
  readonly logger: Logger;
  readonly closing: Closing;
}

export interface Store<T> {
  readonly store: T;
  probe(): Promise<PartState>;
}

/** The log and hot state, which every role needs. */
export function openLocalStores({ dataFolder, closing }: EngineOptions): { log: EventLog; hot: HotState } {
  const log = openLmdbLog({ path: join(dataFolder, 'log'), dedupeWindowMs: DEDUPE_WINDOW_MS });
  closing.add('event log', () => log.close());
  const hot = openLmdbHot({ path: join(dataFolder, 'hot') });
  closing.add('hot state', () => hot.close());
  return { log, hot };
}

/** PostgreSQL, embedded unless a URL is set, migrated. Only pipeline and control get it. */
export async function startRecords(options: EngineOptions): Promise<Store<Records> & { url: string }> {
  const { settings, dataFolder, logger, closing } = options;
  const embedded =
    settings.JIANCHAT_POSTGRES_URL === undefined
      ? embeddedPostgres({
          dataDir: join(dataFolder, 'records'),
          onLog: (line) => logger.debug({ engine: 'records' }, line),
          onState: (state) => tellState(logger, 'records', state),
        })
      : undefined;
  if (embedded) closing.add('records engine', () => embedded.stop());
  const where = embedded
    ? 'the embedded PostgreSQL'
    : placeOf('JIANCHAT_POSTGRES_URL', String(settings.JIANCHAT_POSTGRES_URL));
  const told = <T>(step: Promise<T>) =>
    step.catch((error) => Promise.reject(storeFault('records', where, error)));
  const url = embedded ? (await told(embedded.start())).url : String(settings.JIANCHAT_POSTGRES_URL);
  const records = openRecords({
    url,
    applicationName: 'jianchat',
    poolMax: 10,
    onConnectionLost: () => logger.warn({ engine: 'records' }, 'connection lost'),
  });
  closing.add('records', () => records.close());
  await told(migrateRecords(records.db));
  return { store: records, url, probe: () => probe('records', () => records.ready(), embedded?.state()) };
}

/** ClickHouse, embedded unless a URL is set, migrated. Only pipeline and control get it. */
export async function startAnalytics(options: EngineOptions): Promise<Store<Analytics>> {
  const { settings, dataFolder, logger, closing } = options;
  const outside = settings.JIANCHAT_CLICKHOUSE_URL;
  const embedded =
    outside === undefined
      ? embeddedAnalytics({
          dataDir: join(dataFolder, 'analytics'),
          onLog: (line) => logger.debug({ engine: 'analytics' }, line),
          onState: (state) => tellState(logger, 'analytics', state),
        })
      : undefined;
  if (embedded) closing.add('analytics engine', () => embedded.stop());
  const where = embedded ? 'the embedded analytics' : placeOf('JIANCHAT_CLICKHOUSE_URL', String(outside));
  const told = <T>(step: Promise<T>) =>
    step.catch((error) => Promise.reject(storeFault('analytics', where, error)));
  const endpoint = embedded ? await told(embedded.start()) : endpointOf(String(outside));
  const analytics = openAnalytics({ ...endpoint, database: 'jianchat', compress: embedded === undefined });
  closing.add('analytics', () => analytics.close());
  await told(analytics.migrate());
  return { store: analytics, probe: () => probe('analytics', () => analytics.ready(), embedded?.state()) };
}

function endpointOf(text: string): { url: string; username: string; password: string } {
  const url = new URL(text);
  const username = decodeURIComponent(url.username) || 'default';
  const password = decodeURIComponent(url.password);
  url.username = '';
  url.password = '';
  return { url: url.origin, username, password };
}

async function probe(
  name: string,
  isReady: () => Promise<boolean>,
  child: ChildState | undefined,
): Promise<PartState> {
  if (await isReady())
    return {
      name,
      status: 'ready',
      detail: child ? `embedded, ${child.restarts} restarts` : 'outside server',
    };
  const status: PartStatus =
    child?.status === 'starting' || child?.status === 'backoff' ? 'starting' : 'down';
  return { name, status, detail: child?.lastFault ?? 'does not answer' };
}

/** A first start and an asked-for end are no news; what happens in between is. */
function tellState(logger: Logger, engine: string, state: ChildState): void {
  const quiet = state.restarts === 0 && state.lastFault === undefined;
  const level = state.status === 'backoff' ? 'error' : quiet ? 'debug' : 'info';
  logger[level]({ engine, ...state }, `engine ${state.status}`);
}
