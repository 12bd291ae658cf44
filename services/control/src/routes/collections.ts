import { COLLECTIONS, type CollectionName, collectionRoutes, type Route } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import { sql } from 'kysely';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import { type Caller, maySee } from '../auth/caller.ts';
import { type ContractLookup, importConfiguration } from '../configuration/import-configuration.ts';
import { readList } from '../configuration/read-configuration.ts';
import { CONFIG_TABLES, type ConfigTable, type ListName } from '../configuration/tables.ts';
import { errorCode } from '../log-line.ts';

const LISTS = {
  accounts: 'accounts',
  media: 'media',
  placements: 'placements',
  bidders: 'bidders',
  deals: 'deals',
  advertisers: 'advertisers',
  orders: 'orders',
  'line-items': 'lineItems',
  creatives: 'creatives',
} as const satisfies Record<CollectionName, ListName>;

interface CollectionDeps {
  readonly db: Records['db'];
  readonly contract: ContractLookup;
}

interface ConfigRecord {
  readonly id: string;
}

/** SQLSTATE foreign_key_violation. */
const STILL_REFERENCED = '23503';

/** The same four routes for each collection of the configuration. */
export function serveCollections(serve: Serve, deps: CollectionDeps): void {
  for (const name of Object.keys(COLLECTIONS) as CollectionName[]) serveCollection(serve, name, deps);
}

function serveCollection(serve: Serve, name: CollectionName, { db, contract }: CollectionDeps): void {
  const list = LISTS[name];
  // What is common to all collections' records is enough here: the contract's schemas hold each one's own form.
  const table: ConfigTable<ConfigRecord> = CONFIG_TABLES[list];
  const routes: Readonly<Record<'list' | 'get' | 'put' | 'remove', Route>> = collectionRoutes(name);

  const visible = async (caller: Caller, id?: string): Promise<readonly ConfigRecord[]> => {
    const records = await readList(db, table, id);
    return caller.account === null ? records : records.filter(await ownership(db, list, caller));
  };

  serve(routes.list, async ({ caller }) => ({ items: await visible(caller) }));

  serve(routes.get, async ({ caller, params }) => {
    const [record] = await visible(caller, params['id']);
    return record ?? refuse('record.unknown');
  });

  serve(routes.put, async ({ params, body }) => {
    const record = body as ConfigRecord;
    if (record.id !== params['id'])
      return refuse('request.invalid', {
        faults: [{ path: 'id', code: 'id.differs', message: 'the id differs from the one in the path' }],
      });
    const outcome = await importConfiguration(db, { [list]: [record] }, { contract });
    if (!outcome.ok) {
      const prefix = `${list}[0].`;
      return refuse('record.invalid', {
        faults: outcome.faults.map((fault) => ({ ...fault, path: fault.path.replace(prefix, '') })),
      });
    }
    const [stored] = await readList(db, table, record.id);
    return stored ?? refuse('record.unknown');
  });

  serve(routes.remove, async ({ params }) => {
    const id = params['id'] ?? '';
    // Any delete raises the revision, one that finds nothing as well.
    if ((await readList(db, table, id)).length === 0) return refuse('record.unknown');
    try {
      const gone = await sql`
        delete from ${sql.table(table.table)} where id = ${id} and ${removable(list)} returning id`.execute(
        db,
      );
      if (gone.rows.length > 0) return { id };
      return refuse((await readList(db, table, id)).length === 0 ? 'record.unknown' : 'record.delivered');
    } catch (error) {
      if (errorCode(error) === STILL_REFERENCED) return refuse('record.referenced');
      throw error;
    }
  });
}

/** A line item that was counted stays, since its order's and advertiser's totals are sums over line items. */
const removable = (list: ListName) =>
  list === 'lineItems'
    ? sql`not exists (select from line_item_delivery where line_item = line_items.id)`
    : sql`true`;

/** Which records of a list belong to the caller's account. Default deny: of other lists, none. */
async function ownership(
  db: Records['db'],
  list: ListName,
  caller: Caller,
): Promise<(record: ConfigRecord) => boolean> {
  if (list === 'accounts') return ({ id }) => maySee(caller, id);
  if (list !== 'media' && list !== 'placements') return () => false;
  const media = await db
    .selectFrom('media')
    .select('id')
    .where('account_id', '=', caller.account ?? '')
    .execute();
  const own = new Set(media.map(({ id }) => id));
  if (list === 'media') return ({ id }) => own.has(id);
  return (record) => 'media' in record && typeof record.media === 'string' && own.has(record.media);
}
