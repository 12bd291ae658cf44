import { join } from 'node:path';
import { embeddedAnalytics } from '@jianchat/analytics/embedded';
import { TOPIC } from '@jianchat/events';
import { storedKeys, storedValues } from '@jianchat/hot/testing';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { QUARANTINE_TOPIC } from '@jianchat/pipeline';
import { openRecords } from '@jianchat/records';
import { embeddedPostgres } from '@jianchat/records/embedded';
import { sql } from 'kysely';

/** Everything that a stopped platform has stored, by store. */
export interface StoredData {
  readonly log: readonly StoredRecord[];
  readonly records: readonly StoredRow[];
  readonly analytics: readonly StoredRow[];
  /** Keys of the hot state. */
  readonly hot: readonly string[];
  /** The same with their values, to search in. */
  readonly hotValues: readonly string[];
  /** Columns of the tables there are, rows or none: `accounts.name`, `auth.user.email`. */
  readonly recordsColumns: readonly string[];
  readonly analyticsColumns: readonly string[];
}

export interface StoredRecord {
  readonly topic: string;
  readonly key: string;
  readonly text: string;
}

export interface StoredRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

export async function readStoredData(dataFolder: string): Promise<StoredData> {
  const records = await readRecords(join(dataFolder, 'records'));
  const analytics = await readAnalytics(join(dataFolder, 'analytics'));
  return {
    log: await readLog(join(dataFolder, 'log')),
    records: records.rows,
    recordsColumns: records.columns,
    analytics: analytics.rows,
    analyticsColumns: analytics.columns,
    hot: await storedKeys(join(dataFolder, 'hot')),
    hotValues: await storedValues(join(dataFolder, 'hot')),
  };
}

/** The stores' content as text, to search in. */
export function storedTexts(stored: StoredData): Readonly<Record<string, string>> {
  const { log, records, analytics, hotValues } = stored;
  return {
    log: log.map(({ topic, key, text }) => `${topic} ${key} ${text}`).join('\n'),
    records: records.map((each) => JSON.stringify(each)).join('\n'),
    analytics: analytics.map((each) => JSON.stringify(each)).join('\n'),
    hot: hotValues.join('\n'),
  };
}

async function readLog(path: string): Promise<StoredData['log']> {
  const log = openLmdbLog({ path, dedupeWindowMs: 90_000_000 });
  try {
    const topics = [...Object.values(TOPIC), QUARANTINE_TOPIC];
    const entries = await Promise.all(
      topics.map(async (topic) =>
        (await log.read(topic, { from: 0, limit: 1_000_000 })).map((entry) => ({ topic, ...entry })),
      ),
    );
    return entries
      .flat()
      .map(({ topic, key, value }) => ({ topic, key, text: Buffer.from(value).toString() }));
  } finally {
    await log.close();
  }
}

interface Tables {
  readonly rows: readonly StoredRow[];
  readonly columns: readonly string[];
}

async function readRecords(dataDir: string): Promise<Tables> {
  const engine = embeddedPostgres({ dataDir });
  const { url } = await engine.start();
  const records = openRecords({ url, applicationName: 'look at all', poolMax: 1 });
  try {
    const { rows: tables } = await sql<{ schema: string; name: string; columns: string[] }>`
      select table_schema as schema, table_name as name, array_agg(column_name::text) as columns
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
      group by 1, 2 order by 1, 2`.execute(records.db);
    const rows: StoredRow[] = [];
    for (const { schema, name } of tables) {
      const found = await sql<{ row: StoredRow['row'] }>`
        select to_jsonb(t) as row from ${sql.table(`${schema}.${name}`)} t`.execute(records.db);
      rows.push(...found.rows.map(({ row }) => ({ table: tableName(schema, name), row })));
    }
    const columns = tables.flatMap(({ schema, name, columns: each }) =>
      each.map((column) => `${tableName(schema, name)}.${column}`),
    );
    return { rows, columns };
  } finally {
    await records.close();
    await engine.stop();
  }
}

const tableName = (schema: string, name: string): string =>
  schema === 'public' ? name : `${schema}.${name}`;

async function readAnalytics(dataDir: string): Promise<Tables> {
  const engine = embeddedAnalytics({ dataDir });
  const { url, username, password } = await engine.start();
  const ask = async <Row>(query: string): Promise<readonly Row[]> => {
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const body = `${query} FORMAT JSONEachRow`;
    const answer = await fetch(url, { method: 'POST', headers: { authorization }, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Row);
  };
  try {
    const columns = await ask<{ table: string; name: string }>(
      "SELECT table, name FROM system.columns WHERE database = 'jianchat' AND table IN (SELECT name FROM system.tables WHERE database = 'jianchat' AND engine NOT LIKE '%View')",
    );
    const tables = [...new Set(columns.map(({ table }) => table))];
    const rows = await Promise.all(
      tables.map(async (table) =>
        (await ask<StoredRow['row']>(`SELECT * FROM jianchat.\`${table}\``)).map((row) => ({ table, row })),
      ),
    );
    return { rows: rows.flat(), columns: columns.map(({ table, name }) => `${table}.${name}`) };
  } finally {
    await engine.stop();
  }
}
