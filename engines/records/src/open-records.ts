import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { recordTypes } from './safe-integer.ts';
import type { Tables } from './tables/index.ts';

export interface RecordsOptions {
  /** `postgresql://…`; a Unix socket as `?host=/folder`. */
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Connections at most. */
  readonly poolMax: number;
  /** Hears about connections lost while nobody was using them; queries report their own failures. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** The records store: PostgreSQL 15 or later, embedded or not. */
export interface Records {
  readonly db: Kysely<Tables>;
  /** Whether the server answers within two seconds; never rejects. */
  ready(): Promise<boolean>;
  /** Ends the connections once their queries are through; idempotent. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const READY_TIMEOUT_MS = 2_000;

/** Connects lazily: it succeeds while the server is down, and recovers when the server does. */
export function openRecords(options: RecordsOptions): Records {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.poolMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: recordTypes,
  });
  // An 'error' nobody listens to would end the process. The pool listens to idle clients only; a client that is
  // checked out between two queries of a transaction needs its own listener.
  const report = (error: Error) => options.onConnectionLost?.(error);
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', () => {}));

  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | undefined;
  return {
    db,
    async ready() {
      const answered = sql`select 1`.execute(db).then(
        () => true,
        () => false,
      );
      const waited = new AbortController();
      const late = sleep(READY_TIMEOUT_MS, false, { signal: waited.signal }).catch(() => false);
      return Promise.race([answered, late]).finally(() => waited.abort());
    },
    close() {
      closing ??= db.destroy();
      return closing;
    },
  };
}
