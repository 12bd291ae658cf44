import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { AnalyticsError, toAnalyticsError } from './analytics-error.ts';
import { type AuctionRow, auctionsTable } from './auctions-table.ts';
import { type Table, toCells } from './column.ts';
import { type EventRow, eventsTable } from './events-table.ts';
import {
  type PlaybackErrors,
  type PlaybackQuery,
  type PlaybackRow,
  playbackErrorsStatement,
  playbackStatement,
  toPlaybackRow,
} from './playback.ts';
import {
  type RawReportRow,
  type ReportPeriod,
  type ReportQuery,
  type ReportRow,
  slicesOf,
  toReportRow,
} from './report.ts';
import { lastEventStatement, type ReportStatement, reportStatement } from './report-sql.ts';
import { keepFor, migrate } from './schema.ts';

export interface AnalyticsOptions {
  /** `http://` or `https://`, host, port. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Letters, digits and underscores; created by `migrate`. */
  readonly database: string;
  /** Milliseconds before a call fails as `analytics.unavailable`; default 60,000. */
  readonly timeoutMs?: number;
  /** Compress bodies both ways: worth it over a network, not on one machine. Default false. */
  readonly compress?: boolean;
}

export interface InsertOptions {
  /**
   * Names the batch. The same token with the same rows, however often and after whatever failure, is stored once;
   * the server remembers the last 10,000 blocks of the table. A token stands for the same rows for ever.
   */
  readonly token: string;
}

export interface LiveTotals {
  /** One per currency; none when nothing happened. */
  readonly totals: readonly ReportRow[];
  /** Newest event in the period, of any verdict; null when there is none. Milliseconds since the epoch. */
  readonly lastEventMs: number | null;
}

/**
 * Events and auctions in ClickHouse, wherever it runs. Every call rejects with an {@link AnalyticsError}; an
 * insert of a row outside its type is a bug and rejects with a RangeError.
 */
export interface Analytics {
  /** Creates or completes database and tables; repeatable. */
  migrate(): Promise<void>;
  /** Days after which rows of each named table expire; repeatable, and cheap where nothing changes. */
  keepFor(days: ReadonlyMap<string, number>): Promise<void>;
  /** Resolves when the rows are durable. Any number of rows; best 1,000 to 10,000. */
  insertEvents(rows: readonly EventRow[], options: InsertOptions): Promise<void>;
  /** Resolves when the rows are durable. Any number of rows; best 1,000 to 10,000. */
  insertAuctions(rows: readonly AuctionRow[], options: InsertOptions): Promise<void>;
  report(query: ReportQuery): Promise<readonly ReportRow[]>;
  /** The same, all of it: as pages of rows, of which the server sends the next when it is asked for. */
  wholeReport(query: ReportQuery): AsyncIterable<readonly ReportRow[]>;
  /** Counted events of video and audio ads, by group. */
  playback(query: PlaybackQuery): Promise<readonly PlaybackRow[]>;
  wholePlayback(query: PlaybackQuery): AsyncIterable<readonly PlaybackRow[]>;
  /** Why they could not be played. */
  playbackErrors(query: PlaybackQuery): Promise<readonly PlaybackErrors[]>;
  liveTotals(query: ReportPeriod): Promise<LiveTotals>;
  /** Whether a statement is answered now. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** Longer batches would stall the event loop while they are encoded. */
const BATCH_ROWS = 10_000;
/** Reports that are read whole at the same time; more wait for one to end. The embedded engine holds each in memory until it is read. */
const FILES_AT_ONCE = 4;
/** Of a report that is answered at once. */
const LIMIT_DEFAULT = 10_000;

const insertSettings = {
  // A retry passes a block that its table has already on to the views, whose targets may still lack it.
  deduplicate_blocks_in_dependent_materialized_views: 1,
  // A batch that catches up after a long stop may touch more days than the default of 100.
  max_partitions_per_insert_block: '1000',
} as const;

export function openAnalytics(options: AnalyticsOptions): Analytics {
  if (!/^[A-Za-z_]\w*$/.test(options.database))
    throw new RangeError('database: letters, digits, underscores');
  const client = connect(options);
  /** Connections of their own: who reads slowly holds up nothing that is inserted or asked. */
  const files = connect(options, { connectionsMax: FILES_AT_ONCE });

  async function insert(
    table: Table,
    rows: readonly (EventRow | AuctionRow)[],
    token: string,
  ): Promise<void> {
    for (let from = 0, part = 0; from < rows.length; from += BATCH_ROWS, part += 1) {
      // Outside the attempt: a row that can't be encoded is a bug of the caller, not a failure to repeat.
      const values = rows.slice(from, from + BATCH_ROWS).map((row) => toCells(table.columns, row));
      await attempt(`insert into ${table.name}`, () =>
        client.insert({
          table: table.name,
          columns: table.columns.map((column) => column.name) as [string, ...string[]],
          values,
          format: 'JSONCompactEachRow',
          clickhouse_settings: { ...insertSettings, insert_deduplication_token: `${token}/${part}` },
        }),
      );
    }
  }

  async function report(query: ReportQuery): Promise<readonly ReportRow[]> {
    const { sql, parameters } = reportStatement({ limit: LIMIT_DEFAULT, ...query });
    const rows = await attempt('report', () => select<RawReportRow>(client, sql, parameters));
    return rows.map(toReportRow);
  }

  return {
    migrate: () =>
      attempt('migrate', async () => {
        const outside = connect(options, { database: 'default' });
        try {
          await outside.command({ query: `CREATE DATABASE IF NOT EXISTS ${options.database}` });
        } finally {
          await outside.close();
        }
        await migrate(client);
      }),
    keepFor: (days) => attempt('keep for', () => keepFor(client, days)),
    insertEvents: (rows, { token }) => insert(eventsTable, rows, token),
    insertAuctions: (rows, { token }) => insert(auctionsTable, rows, token),
    report,
    wholeReport: (query) => pages(selectPages(files, statements(query, reportStatement)), toReportRow),
    async playback(query) {
      const { sql, parameters } = playbackStatement({ limit: LIMIT_DEFAULT, ...query });
      const rows = await attempt('report of playback', () => select<RawReportRow>(client, sql, parameters));
      return rows.map(toPlaybackRow);
    },
    wholePlayback: (query) => pages(selectPages(files, statements(query, playbackStatement)), toPlaybackRow),
    async playbackErrors(query) {
      const { sql, parameters } = playbackErrorsStatement(query);
      const rows = await attempt('report of errors', () => select<RawReportRow>(client, sql, parameters));
      return rows.map(({ code, errors }) => ({ code: Number(code), errors: Number(errors) }));
    },
    async liveTotals(query) {
      const totals = await report({ ...query, groupBy: [] });
      return { totals, lastEventMs: await attempt('live totals', () => lastEventMs(client, query)) };
    },
    ready: async () => (await client.ping({ select: true })).success,
    async close() {
      await Promise.all([client.close(), files.close()]);
    },
  };
}

function connect(
  options: AnalyticsOptions,
  { database = options.database, connectionsMax = 10 } = {},
): ClickHouseClient {
  const { url, username, password, timeoutMs = 60_000, compress = false } = options;
  return createClient({
    url,
    username,
    password,
    database,
    request_timeout: timeoutMs,
    max_open_connections: connectionsMax,
    application: 'jianchat',
    compression: { request: compress, response: compress },
    // It would print parameters, which may be personal; every failure is reported by its caller.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: {
      // Servers differ in their defaults: what the code relies on is said with every request.
      async_insert: 0,
      output_format_json_quote_64bit_integers: 1,
      max_execution_time: Math.ceil(timeoutMs / 1_000),
    },
  });
}

async function attempt<T>(action: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toAnalyticsError(action, error);
  }
}

async function select<Row>(
  client: ClickHouseClient,
  query: string,
  parameters: Readonly<Record<string, string | number>>,
): Promise<Row[]> {
  const answer = await client.query({ query, query_params: { ...parameters }, format: 'JSONEachRow' });
  return answer.json<Row>();
}

async function* pages<Row>(
  rawPages: AsyncIterable<readonly RawReportRow[]>,
  toRow: (raw: RawReportRow) => Row,
): AsyncGenerator<readonly Row[]> {
  for await (const page of rawPages) yield page.map(toRow);
}

const statements = <Q extends ReportQuery>(query: Q, of: (query: Q) => ReportStatement) =>
  slicesOf(query).map((slice) => of(slice));

/** Who stops reading ends the statement: leaving the loop destroys the answer's stream. */
async function* selectPages(
  client: ClickHouseClient,
  all: readonly ReportStatement[],
): AsyncGenerator<readonly RawReportRow[]> {
  try {
    for (const { sql, parameters } of all) {
      const answer = await client.query({
        query: sql,
        query_params: { ...parameters },
        format: 'JSONEachRow',
      });
      for await (const page of answer.stream<RawReportRow>()) yield page.map((row) => row.json());
    }
  } catch (error) {
    throw toAnalyticsError('report', error);
  }
}

async function lastEventMs(client: ClickHouseClient, period: ReportPeriod): Promise<number | null> {
  const { sql, parameters } = lastEventStatement(period);
  const [row] = await select<{ count: string; last: string }>(client, sql, parameters);
  return row === undefined || row.count === '0' ? null : Number(row.last);
}
