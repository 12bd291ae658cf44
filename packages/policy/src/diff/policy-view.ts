import { fieldIds } from '../field-mask.ts';
import type { CompiledPolicy, FieldPath } from '../rows.ts';

/** A policy's tables as plain values with names instead of bits, rows by name: what the diff walks. */
export type View = string | number | boolean | null | readonly View[] | { readonly [name: string]: View };
export type ViewRow = Extract<View, { readonly [name: string]: View }>;

/** Made from other members, or from the sources' order. */
const DERIVED = new Set(['hash', 'fieldById', 'fieldWords', 'bit', 'classBit', 'name', 'coarse', 'keep']);
/** Compared by what they amount to, see `regime-changes.ts`. */
const BY_EFFECT = new Set(['basis', 'always', 'onGrant', 'countries', 'regimeOfCountry']);

type Namer = (bit: number) => string;

/** Members that hold a set of bits, and what the bits stand for. */
const BITS: Readonly<Record<string, 'purposes' | 'classes' | 'regimes' | 'floors'>> = {
  purposes: 'purposes',
  purpose: 'purposes',
  requires: 'purposes',
  denies: 'purposes',
  grants: 'purposes',
  legitimateInterest: 'purposes',
  drops: 'classes',
  classes: 'classes',
  identifiers: 'classes',
  regimes: 'regimes',
  floors: 'floors',
  floor: 'floors',
};

/** The view of a policy. Nothing of the tables is left out but what follows from the rest. */
export function viewOf(policy: CompiledPolicy): ViewRow {
  const names = namersOf(policy);
  const fieldNames = new Map(policy.fields.map(({ id, name }) => [id, name]));
  const field = (id: number): string => fieldNames.get(id) ?? `#${id}`;

  const view = (value: unknown, key: string): View => {
    if (value instanceof Uint32Array) return fieldIds(value).map(field);
    if (value instanceof Map) return members(Object.fromEntries(value));
    if (Array.isArray(value)) return listView(value);
    if (isFieldPath(value)) return pathView(value);
    if (typeof value === 'object' && value !== null) return members(value);
    if (typeof value === 'number') return numberView(value, key);
    return typeof value === 'string' || typeof value === 'boolean' ? value : null;
  };
  const numberView = (value: number, key: string): View => {
    if (key === 'coarseOf') return value < 0 ? null : field(value);
    // "As long as the account exists" is longer than any number of days.
    if (key === 'days' && value < 0) return Number.POSITIVE_INFINITY;
    if (key === 'feature' && value === 0) return null;
    const kind = BITS[key];
    return kind === undefined ? value : bitNames(value, names[kind]);
  };
  const members = (object: object): ViewRow =>
    Object.fromEntries(
      Object.entries(object)
        .filter(([key, value]) => value !== undefined && !DERIVED.has(key) && !BY_EFFECT.has(key))
        .map(([key, value]) => [key, view(value, key)]),
    );
  const listView = (list: readonly unknown[]): View => {
    if (list.length === 0 || list.some((item) => rowName(item, names) === undefined))
      return list.map((item) => view(item, ''));
    return Object.fromEntries(list.map((item) => [rowName(item, names) ?? '', view(item, '')]));
  };
  return members(policy);
}

const isFieldPath = (value: unknown): value is FieldPath =>
  typeof value === 'object' && value !== null && 'path' in value && 'otherwise' in value;

function pathView({ path, when, otherwise }: FieldPath): string {
  const where = when === undefined ? '' : ` where ${when.sibling} is ${[...when.values].sort().join(' or ')}`;
  return `${path}${where}${otherwise ? ' otherwise' : ''}`;
}

function namersOf(policy: CompiledPolicy): Record<'purposes' | 'classes' | 'regimes' | 'floors', Namer> {
  const named = (rows: Iterable<readonly [number, string]>): Namer => {
    const byId = new Map(rows);
    return (bit) => byId.get(bit) ?? `#${bit}`;
  };
  const ids = (rows: readonly { readonly id: number; readonly name: string }[]) =>
    rows.map(({ id, name }) => [id, name] as const);
  return {
    purposes: named(ids(policy.purposes)),
    regimes: named(ids(policy.regimes)),
    floors: named(ids(policy.floors)),
    classes: named(Object.entries(policy.classes).map(([name, id]) => [id, name] as const)),
  };
}

function bitNames(bits: number, nameOf: Namer): string[] {
  const names: string[] = [];
  for (let bit = 0; bit < 32; bit++) if (((bits >>> bit) & 1) === 1) names.push(nameOf(bit));
  return names;
}

/** What a row of a list is called; undefined where the list has no rows but values. */
function rowName(item: unknown, names: ReturnType<typeof namersOf>): string | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const row: Readonly<Record<string, unknown>> = { ...item };
  // One purpose of a contract with the fields it allows.
  if (typeof row['purpose'] === 'number') return bitNames(row['purpose'], names.purposes).join(' ');
  for (const key of ['name', 'className', 'fides', 'kind', 'id'])
    if (typeof row[key] === 'string') return row[key];
  return undefined;
}
