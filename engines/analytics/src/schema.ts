import type { ClickHouseClient } from '@clickhouse/client';
import { AnalyticsError } from './analytics-error.ts';
import { auctionsTable } from './auctions-table.ts';
import type { Column, Table } from './column.ts';
import { eventsTable } from './events-table.ts';
import { retiredViews, revenueHourlyTable, revenueHourlyViews } from './revenue-hourly-table.ts';

/** Every table there is. What the policy declares must cover every column in here. */
export const tables: readonly Table[] = [eventsTable, auctionsTable, revenueHourlyTable];

/** Until the policy's own periods are told (`keepFor`). */
const KEPT_DAYS = 400;

/**
 * - A retried insert finds its token in the deduplication window, counted in inserted blocks: at one batch per
 *   second and table, 10,000 blocks reach back more than two hours. The target of a view needs a window, too.
 * - The fsync settings make an acknowledged insert survive a loss of power, not only the end of the process.
 * - Whole days expire at once, so that expiry drops files and rewrites nothing.
 */
const tableSettings = {
  non_replicated_deduplication_window: 10_000,
  fsync_after_insert: 1,
  fsync_part_directory: 1,
  min_rows_to_fsync_after_merge: 1,
  ttl_only_drop_parts: 1,
};

const expiry = (days: number): string => `toDateTime(at) + INTERVAL ${days} DAY DELETE`;

export function createTableSql({ name, columns, orderBy, sums }: Table): string {
  const settings = Object.entries(tableSettings).map(([setting, value]) => `${setting} = ${value}`);
  return `CREATE TABLE IF NOT EXISTS ${name} (
  ${columns.map(columnSql).join(',\n  ')}
) ENGINE = ${sums === undefined ? 'MergeTree' : `SummingMergeTree((${sums.join(', ')}))`}
PARTITION BY toDate(at)
ORDER BY (${orderBy.join(', ')})
TTL ${expiry(KEPT_DAYS)}
SETTINGS ${settings.join(', ')}`;
}

function columnSql({ name, type, comment }: Column): string {
  return `${name} ${type} COMMENT '${comment.replace(/[\\']/g, '\\$&')}'`;
}

/** Brings the database to the declared tables; repeatable. Adds columns, never changes or drops one. */
export async function migrate(client: ClickHouseClient): Promise<void> {
  for (const table of tables) {
    await client.command({ query: createTableSql(table) });
    const answer = await client.query({
      query: `SELECT name, type, comment FROM system.columns WHERE database = currentDatabase() AND table = {table:String}`,
      query_params: { table: table.name },
      format: 'JSONEachRow',
    });
    const present = new Map(
      (await answer.json<{ name: string; type: string; comment: string }>()).map((each) => [each.name, each]),
    );
    for (const column of table.columns) {
      const found = present.get(column.name);
      if (found !== undefined && found.type !== column.type) {
        throw new AnalyticsError(
          'analytics.schema',
          `${table.name}.${column.name} is ${found.type} and should be ${column.type}`,
        );
      }
      if (found?.comment === column.comment) continue;
      const change = found === undefined ? 'ADD COLUMN IF NOT EXISTS' : 'MODIFY COLUMN';
      await client.command({ query: `ALTER TABLE ${table.name} ${change} ${columnSql(column)}` });
    }
  }
  for (const name of retiredViews) await client.command({ query: `DROP VIEW IF EXISTS ${name}` });
  for (const { name, target, select } of revenueHourlyViews) {
    await client.command({
      query: `CREATE MATERIALIZED VIEW IF NOT EXISTS ${name} TO ${target} AS ${select}`,
    });
  }
}

/**
 * Rows of each table expire after so many days. Changes a table only where it has another period; rows that are there already
 * are looked at by the server in its own time.
 */
export async function keepFor(client: ClickHouseClient, days: ReadonlyMap<string, number>): Promise<void> {
  const answer = await client.query({
    query: 'SELECT name, create_table_query AS sql FROM system.tables WHERE database = currentDatabase()',
    format: 'JSONEachRow',
  });
  for (const { name, sql } of await answer.json<{ name: string; sql: string }>()) {
    const wanted = tables.some((table) => table.name === name) ? days.get(name) : undefined;
    if (wanted === undefined || sql.includes(`toIntervalDay(${wanted})`)) continue;
    await client.command({ query: `ALTER TABLE ${name} MODIFY TTL ${expiry(wanted)}` });
  }
}
