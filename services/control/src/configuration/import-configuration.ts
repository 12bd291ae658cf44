import type { Fault } from '@jianchat/api-contract';
import type { Tables } from '@jianchat/records';
import { ImportFile } from '@jianchat/snapshot';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Condition } from '../api/condition.ts';
import { withAgreedKeys } from './agreed-keys.ts';
import { type Changer, changeConfiguration } from './change-configuration.ts';
import { type Conflict, conflictWith } from './conflict.ts';
import { deliveredFaults } from './delivered-faults.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { readConfigurationIn, readRevision } from './read-configuration.ts';
import { referenceFaults } from './reference-faults.ts';
import type { Row } from './tables.ts';
import { textFaults } from './text-faults.ts';
import { zodFaults } from './zod-faults.ts';

/** What the privacy policy says of a recipient contract. */
interface ContractEntry {
  readonly recipientClass: string;
  readonly name: string;
}

export type ContractLookup = (id: string) => ContractEntry | undefined;

export type ImportOutcome =
  | {
      readonly ok: true;
      readonly created: number;
      readonly changed: number;
      readonly unchanged: number;
      /** The configuration's revision afterwards. */
      readonly revision: number;
    }
  /** `conflict`: it was made on another revision of the configuration than the one that is there. */
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly conflict?: Conflict };

interface ImportOptions {
  readonly contract: ContractLookup;
  readonly by?: Changer;
  /** Of the configuration's revision. */
  readonly condition?: Condition | undefined;
}

/**
 * Applies a configuration file: all of it or, with every fault listed, nothing. What is stored already in the same form
 * is not written again, so that repeating an import neither changes rows nor raises the revision.
 * @param input parsed JSON or YAML.
 */
export async function importConfiguration(
  db: Kysely<Tables>,
  input: unknown,
  { contract, by, condition }: ImportOptions,
): Promise<ImportOutcome> {
  const read = readImport(input);
  if (!read.ok) return read;
  return changeConfiguration(db, by, async (trx) => {
    const conflict = conflictWith(await readRevision(trx), condition);
    return conflict === undefined
      ? applyImport(trx, await withAgreedKeys(trx, read.file), contract)
      : { ok: false, faults: conflict.faults, conflict };
  });
}

type ReadImport =
  | { readonly ok: true; readonly file: ImportFile }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** What can be told of a file by itself. */
export function readImport(input: unknown): ReadImport {
  const unstorable = textFaults(input);
  if (unstorable.length > 0) return { ok: false, faults: unstorable };
  const parsed = ImportFile.safeParse(withoutRevisions(input));
  return parsed.success ? { ok: true, file: parsed.data } : { ok: false, faults: zodFaults(parsed.error) };
}

/** Records are told with their revision, which says nothing in a file: its condition is the whole configuration's. */
function withoutRevisions(input: unknown): unknown {
  if (!isObject(input)) return input;
  const bare = (record: unknown): unknown => {
    if (!isObject(record) || typeof record['revision'] !== 'number') return record;
    const { revision: _, ...rest } = record;
    return rest;
  };
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (name === 'host') return [name, bare(value)];
      return [name, Array.isArray(value) ? value.map(bare) : value];
    }),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param trx holds the configuration's lock: comparing and writing are one step. */
export async function applyImport(
  trx: Transaction<Tables>,
  file: ImportFile,
  contract: ContractLookup,
): Promise<ImportOutcome> {
  const { file: stored } = await readConfigurationIn(trx);
  const faults = referenceFaults(file, { stored, hasContract: (id) => contract(id) !== undefined });
  if (faults.length > 0) return { ok: false, faults };
  const { writes, ...counts } = planImport(file, stored);
  const refused = [
    ...(await closedFaults(trx, { file, stored, writes })),
    ...(await deliveredFaults(trx, { file, stored })),
  ];
  if (refused.length > 0) return { ok: false, faults: refused };
  if (writes.some(({ table }) => table === 'bidders')) await writeContracts(trx, file, contract);
  for (const { table, rows } of writes) await upsert(trx, table, rows);
  if (writes.some(({ table }) => table === 'advertisers')) await alignCurrencies(trx);
  return { ok: true, ...counts, revision: await readRevision(trx) };
}

/** An account or an advertiser whose people left stays closed: its id goes on naming its money records and nothing else. */
async function closedFaults(
  trx: Transaction<Tables>,
  {
    file,
    stored,
    writes,
  }: { readonly file: ImportFile; readonly stored: ImportFile; readonly writes: ImportPlan['writes'] },
): Promise<Fault[]> {
  const closedIn = async (table: 'accounts' | 'advertisers') => {
    const rows = await trx.selectFrom(table).select('id').where('closed_at', 'is not', null).execute();
    return new Set(rows.map(({ id }) => id));
  };
  const [accounts, advertisers] = await Promise.all([closedIn('accounts'), closedIn('advertisers')]);
  const written = (table: string) =>
    new Set(writes.find((write) => write.table === table)?.rows.map(({ id }) => id));
  const ended = endedLines(file, stored);
  const faults = (name: 'accounts' | 'media' | 'advertisers' | 'orders' | 'lineItems', table: string) => {
    const changed = written(table);
    const { of, member } = CLOSED_BY[name];
    const closed = of === 'account' ? accounts : advertisers;
    return (file[name] as readonly Readonly<Record<string, unknown>>[]).flatMap((record, at): Fault[] =>
      changed.has(String(record['id'])) &&
      closed.has(String(record[member])) &&
      !(name === 'lineItems' && ended.has(String(record['id'])))
        ? [
            {
              path: `${name}[${at}].${member}`,
              code: `${of}.closed`,
              message: `this ${of} was closed; take another id`,
            },
          ]
        : [],
    );
  };
  return [
    ...faults('accounts', 'accounts'),
    ...faults('media', 'media'),
    ...faults('advertisers', 'advertisers'),
    ...faults('orders', 'orders'),
    ...faults('lineItems', 'line_items'),
  ];
}

/** Whose closing closes a record, and the member that names it. */
const CLOSED_BY = {
  accounts: { of: 'account', member: 'id' },
  media: { of: 'account', member: 'account' },
  advertisers: { of: 'advertiser', member: 'id' },
  orders: { of: 'advertiser', member: 'advertiser' },
  lineItems: { of: 'advertiser', member: 'advertiser' },
} as const;

/** Line items that stay where they are and end: what an advertiser booked is still switched off or put away after it left. */
function endedLines(file: ImportFile, stored: ImportFile): ReadonlySet<string> {
  const payers = new Map(stored.lineItems.map(({ id, advertiser }) => [id, advertiser]));
  return new Set(
    file.lineItems
      .filter(
        ({ id, advertiser, enabled, archived }) => payers.get(id) === advertiser && (archived || !enabled),
      )
      .map(({ id }) => id),
  );
}

/** The records store keeps of each contract in use what reports name it by; the policy alone decides what it allows. */
async function writeContracts(
  trx: Transaction<Tables>,
  file: ImportFile,
  contract: ContractLookup,
): Promise<void> {
  const ids = [...new Set(file.bidders.map((bidder) => bidder.contract))];
  const rows = ids.flatMap((id) => {
    const entry = contract(id);
    return entry === undefined
      ? []
      : [{ id, recipient_class: entry.recipientClass, name: entry.name, policy_contract: id }];
  });
  await upsert(trx, 'contracts', rows);
}

/** All rows in one statement, whose columns are those of the first row. */
async function upsert(trx: Transaction<Tables>, table: keyof Tables, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(
    columns
      .filter((column) => column !== 'id')
      .map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
  );
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
    on conflict (id) do update set ${values}`.execute(trx);
}

/** A line item is priced in its advertiser's currency, also where only the advertiser was in the file. */
async function alignCurrencies(trx: Transaction<Tables>): Promise<void> {
  const differing = await trx
    .selectFrom('line_items')
    .innerJoin('advertisers', 'advertisers.id', 'line_items.advertiser_id')
    .whereRef('line_items.currency', '<>', 'advertisers.currency')
    .select(['line_items.id', 'advertisers.currency'])
    .execute();
  for (const { id, currency } of differing)
    await trx.updateTable('line_items').set({ currency }).where('id', '=', id).execute();
}
