import type { Tables } from '@jianchat/records';
import { type ImportFile, storedResponseBody } from '@jianchat/snapshot';
import {
  CONFIG_TABLES,
  type ConfigTable,
  HOST_TABLE,
  hostRows,
  LIST_NAMES,
  type Row,
  type RowContext,
  STORED_NAMES,
  STORED_TABLES,
  type StoredName,
} from './tables.ts';

/** Rows to insert or replace, table by table in the order of writing. Tables without any are left out. */
export interface ImportPlan {
  readonly writes: readonly { readonly table: keyof Tables; readonly rows: readonly Row[] }[];
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Compares a file with what is stored; pure. Records the file does not name stay as they are. */
export function planImport(file: ImportFile, stored: ImportFile): ImportPlan {
  const currencies = new Map([...stored.advertisers, ...file.advertisers].map((a) => [a.id, a.currency]));
  const stale = new Map(stored.advertisers.map((a) => [a.id, a.currency]));
  const wantedContext = contextOf(currencies);
  const storedContext = contextOf(stale);
  const parts = [
    { table: HOST_TABLE, ...compare(hostRows(file.host), hostRows(stored.host)) } as const,
    ...LIST_NAMES.map((list) => {
      // Each list's records are of its own table's type; TypeScript cannot follow that through the loop variable.
      const table: Pick<ConfigTable<never>, 'table' | 'toRow'> = CONFIG_TABLES[list];
      const wanted = (file[list] as never[]).map((record) => table.toRow(record, wantedContext));
      const ids = new Set(wanted.map(({ id }) => id));
      const before = (stored[list] as { id: string }[])
        .filter(({ id }) => ids.has(id))
        .map((record) => table.toRow(record as never, storedContext));
      return { table: table.table, ...compare(wanted, before) };
    }),
    ...STORED_NAMES.map((name) => ({
      table: STORED_TABLES[name],
      ...compare(storedRows(file, name), storedRows(stored, name)),
    })),
  ];
  const total = (count: 'created' | 'changed' | 'unchanged') =>
    parts.reduce((sum, part) => sum + part[count], 0);
  return {
    writes: parts.filter((part) => part.rows.length > 0).map(({ table, rows }) => ({ table, rows })),
    created: total('created'),
    changed: total('changed'),
    unchanged: total('unchanged'),
  };
}

function contextOf(currencies: ReadonlyMap<string, string>): RowContext {
  // References were checked before, so the fallback is never stored.
  return { advertiserCurrency: (advertiser) => currencies.get(advertiser) ?? '' };
}

function storedRows(file: ImportFile, name: StoredName): readonly Row[] {
  if (name === 'storedResponses')
    return Object.entries(file[name]).map(([id, response]) => ({ id, body: storedResponseBody(response) }));
  return Object.entries(file[name]).map(([id, body]) => ({ id, body }));
}

function compare(wanted: readonly Row[], before: readonly Row[]) {
  const texts = new Map(before.map((row) => [row.id, canonicalJson(row)]));
  const rows = wanted.filter((row) => texts.get(row.id) !== canonicalJson(row));
  const created = rows.filter((row) => !texts.has(row.id)).length;
  return { rows, created, changed: rows.length - created, unchanged: wanted.length - rows.length };
}

/** JSON with the members of every object in one order, as the records store keeps no order. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
