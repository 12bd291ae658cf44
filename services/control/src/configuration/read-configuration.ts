import type { Revised } from '@jianchat/api-contract';
import type { Tables } from '@jianchat/records';
import type { CategoryMapping, HostSettings, ImportFile } from '@jianchat/snapshot';
import { type Kysely, sql, type Transaction } from 'kysely';
import { CONFIG_TABLES, type ConfigTable, HOST_TABLE, STORED_TABLES, type StoredName } from './tables.ts';

/** The whole configuration at one revision. */
export interface Configuration {
  readonly revision: number;
  readonly file: ImportFile;
}

/** Reads everything in one snapshot of the database, so that revision and records belong together. */
export async function readConfiguration(db: Kysely<Tables>): Promise<Configuration> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(readConfigurationIn);
}

/** The same inside a transaction that already holds its snapshot or lock. */
export async function readConfigurationIn(trx: Transaction<Tables>): Promise<Configuration> {
  const list = async <Input>(table: ConfigTable<Input>) => [...(await readList(trx, table))];
  const stored = async (name: StoredName) => {
    const rows = await trx.selectFrom(STORED_TABLES[name]).select(['id', 'body']).orderBy('id').execute();
    return Object.fromEntries(rows.map((row) => [row.id, row.body]));
  };
  return {
    revision: await readRevision(trx),
    file: {
      ...(await readHost(trx)),
      accounts: await list(CONFIG_TABLES.accounts),
      media: await list(CONFIG_TABLES.media),
      placements: await list(CONFIG_TABLES.placements),
      storedRequests: await stored('storedRequests'),
      storedImps: await stored('storedImps'),
      storedResponses: await stored('storedResponses'),
      // Only an import writes the column, from parsed mappings.
      categoryMappings: (await stored('categoryMappings')) as Record<string, CategoryMapping>,
      bidders: await list(CONFIG_TABLES.bidders),
      deals: await list(CONFIG_TABLES.deals),
      advertisers: await list(CONFIG_TABLES.advertisers),
      orders: await list(CONFIG_TABLES.orders),
      lineItems: await list(CONFIG_TABLES.lineItems),
      creatives: await list(CONFIG_TABLES.creatives),
    },
  };
}

/** The part of a configuration that says who sells what through whom. */
export type Supply = Pick<ImportFile, 'host' | 'media' | 'bidders'>;

/** That part alone: it is asked for often, and line items are many. */
export async function readSupply(db: Kysely<Tables>): Promise<Supply> {
  const [host, media, bidders] = await Promise.all([
    readHost(db),
    readList(db, CONFIG_TABLES.media),
    readList(db, CONFIG_TABLES.bidders),
  ]);
  return { ...host, media: [...media], bidders: [...bidders] };
}

/** Empty where nothing was ever set. */
async function readHost(trx: Kysely<Tables>): Promise<Pick<ImportFile, 'host'>> {
  const row = await trx.selectFrom(HOST_TABLE).select('settings').executeTakeFirst();
  // Only an import writes the row, from parsed settings.
  return row === undefined ? {} : { host: row.settings as HostSettings };
}

/** One list of the configuration by id. */
export async function readList<Input>(
  db: Kysely<Tables>,
  table: ConfigTable<Input>,
): Promise<readonly Input[]> {
  return (await readRows(db, table.table)).map((row) => table.fromRow(row));
}

/** The same as its readers are told it: each record, or the one with this id, with its revision. */
export async function readRevised<Input>(
  db: Kysely<Tables>,
  table: ConfigTable<Input>,
  id?: string,
): Promise<readonly Revised<Input>[]> {
  return (await readRows(db, table.table, id)).map((row) => revisedOf(table, row));
}

export function revisedOf<Input>(table: ConfigTable<Input>, row: RevisedRow): Revised<Input> {
  return { ...table.fromRow(row), revision: row.revision };
}

/** A row of a table whose records can be edited. */
export type RevisedRow = Readonly<Record<string, unknown>> & { readonly revision: number };

export async function readRevisedRow(
  db: Kysely<Tables>,
  { table, id }: { readonly table: keyof Tables; readonly id: string },
): Promise<RevisedRow | undefined> {
  return (await readRows(db, table, id))[0];
}

async function readRows(
  db: Kysely<Tables>,
  table: keyof Tables,
  id?: string,
): Promise<readonly RevisedRow[]> {
  const where = id === undefined ? sql`true` : sql`id = ${id}`;
  const { rows } =
    await sql<RevisedRow>`select * from ${sql.table(table)} where ${where} order by id collate "C"`.execute(
      db,
    );
  return rows;
}

/** The revision that the last committed change of the configuration raised. */
export async function readRevision(db: Kysely<Tables>): Promise<number> {
  const row = await db.selectFrom('config_revision').select('revision').executeTakeFirstOrThrow();
  return row.revision;
}
