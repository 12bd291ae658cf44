import {
  COLLECTIONS,
  type CollectionName,
  collectionRoutes,
  type Revisable,
  type Revised,
  type Route,
} from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import type { FastifyReply } from 'fastify';
import { etagOf, revisionCondition } from '../api/condition.ts';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import type { Caller } from '../auth/caller.ts';
import { ownership } from '../auth/ownership.ts';
import type { ContractLookup } from '../configuration/import-configuration.ts';
import { putRecord } from '../configuration/put-record.ts';
import { readRevised, revisedOf } from '../configuration/read-configuration.ts';
import { removeRecord } from '../configuration/remove-record.ts';
import { CONFIG_TABLES, type ConfigTable, type ListName } from '../configuration/tables.ts';
import type { ReportSource } from '../report/revenue.ts';
import { refusePut } from './refuse-put.ts';

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
  readonly analytics: ReportSource;
  readonly now: () => number;
  readonly contract: ContractLookup;
}

interface ConfigRecord {
  readonly id: string;
}

/** The same four routes for each collection of the configuration. */
export function serveCollections(serve: Serve, deps: CollectionDeps): void {
  for (const name of Object.keys(COLLECTIONS) as CollectionName[]) serveCollection(serve, name, deps);
}

function serveCollection(serve: Serve, name: CollectionName, deps: CollectionDeps): void {
  const { db, contract } = deps;
  const list = LISTS[name];
  // What is common to all collections' records is enough here: the contract's schemas hold each one's own form.
  const table: ConfigTable<ConfigRecord> = CONFIG_TABLES[list];
  const routes: Readonly<Record<'list' | 'get' | 'put' | 'remove', Route>> = collectionRoutes(name);

  const visible = async (caller: Caller, id?: string): Promise<readonly Revised<ConfigRecord>[]> => {
    const records = await readRevised(db, table, id);
    return records.filter(await ownership(db, list, caller));
  };
  const tagged = (reply: FastifyReply, record: Revised<ConfigRecord>) => {
    reply.header('etag', etagOf(record.revision));
    return record;
  };

  serve(routes.list, async ({ caller }) => ({ items: await visible(caller) }));

  serve(routes.get, async ({ caller, params, reply }) => {
    const [record] = await visible(caller, params['id']);
    return record === undefined ? refuse('record.unknown') : tagged(reply, record);
  });

  serve(routes.put, async ({ caller, params, body, condition, reply }) => {
    const { revision, ...record } = body as Revisable<ConfigRecord>;
    const { id } = record;
    if (id !== params['id'])
      return refuse('request.invalid', {
        faults: [{ path: 'id', code: 'id.differs', message: 'the id differs from the one in the path' }],
      });
    const outcome = await putRecord(db, {
      file: { [list]: [record] },
      place: { table: table.table, id },
      condition: condition ?? revisionCondition(revision),
      by: caller,
      contract,
    });
    return outcome.ok ? tagged(reply, revisedOf(table, outcome.row)) : refusePut(outcome, `${list}[0].`);
  });

  serve(routes.remove, async ({ caller, params, condition }) => {
    const id = params['id'] ?? '';
    const outcome = await removeRecord(
      db,
      { table: table.table, id },
      {
        condition,
        by: caller,
        ...(list === 'accounts' && { isUsed: () => hasTraffic(deps, id) }),
      },
    );
    if (outcome === 'removed') return { id };
    return typeof outcome === 'string' ? refuse(outcome) : refuse(outcome.code, outcome);
  });
}

const DAY_MS = 86_400_000;

/** Whether reports tell anything of an account: whoever made its id anew would read it. */
async function hasTraffic({ analytics, now }: CollectionDeps, account: string): Promise<boolean> {
  const ever = { fromMs: 0, toMs: Math.ceil(now() / DAY_MS + 1) * DAY_MS };
  return (await analytics.report({ ...ever, groupBy: [], filter: { account }, limit: 1 })).length > 0;
}
