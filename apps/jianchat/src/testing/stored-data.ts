import { join } from 'node:path';
import { embeddedAnalytics } from '@jianchat/analytics/embedded';
import { TOPIC } from '@jianchat/events';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { openRecords } from '@jianchat/records';
import { embeddedPostgres } from '@jianchat/records/embedded';
import { sql } from 'kysely';

/** Everything that a stopped platform has stored, as text, by store. */
export interface StoredData {
  readonly log: string;
  readonly records: string;
  readonly analytics: string;
}

export async function readStoredData(dataFolder: string): Promise<StoredData> {
  return {
    log: await readLog(join(dataFolder, 'log')),
    records: await readRecords(join(dataFolder, 'records')),
    analytics: await readAnalytics(join(dataFolder, 'analytics')),
  };
}

async function readLog(path: string): Promise<string> {
  const log = openLmdbLog({ path, dedupeWindowMs: 90_000_000 });
  try {
    const topics = [...Object.values(TOPIC), 'quarantine'];
    const entries = await Promise.all(topics.map((topic) => log.read(topic, { from: 0, limit: 1_000_000 })));
    return entries
      .flat()
      .map(({ key, value }) => `${key} ${Buffer.from(value).toString()}`)
      .join('\n');
  } finally {
    await log.close();
  }
}

async function readRecords(dataDir: string): Promise<string> {
  const engine = embeddedPostgres({ dataDir });
  const { url } = await engine.start();
  const records = openRecords({ url, applicationName: 'look at all', poolMax: 1 });
  try {
    const tables = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`.execute(records.db);
    const dumps: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ row: string }>`
        select to_jsonb(t)::text as row from ${sql.raw(name)} t`.execute(records.db);
      dumps.push(name, ...rows.map(({ row }) => row));
    }
    return dumps.join('\n');
  } finally {
    await records.close();
    await engine.stop();
  }
}

async function readAnalytics(dataDir: string): Promise<string> {
  const engine = embeddedAnalytics({ dataDir });
  const { url, username, password } = await engine.start();
  const ask = async (query: string): Promise<string> => {
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const answer = await fetch(url, { method: 'POST', headers: { authorization }, body: query });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  };
  try {
    const tables = await ask(
      "SELECT name FROM system.tables WHERE database = 'jianchat' AND engine NOT LIKE '%View' FORMAT TSV",
    );
    const dumps = await Promise.all(
      tables
        .split('\n')
        .filter(Boolean)
        .map((name) => ask(`SELECT * FROM jianchat.\`${name}\` FORMAT JSONEachRow`)),
    );
    return dumps.join('\n');
  } finally {
    await engine.stop();
  }
}
