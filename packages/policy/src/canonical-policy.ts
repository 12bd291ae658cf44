import { createHash } from 'node:crypto';
import { fieldIds } from './field-mask.ts';
import type { CompiledPolicy } from './rows.ts';

/** What the hash covers: every table and text; the index of fields by id repeats the fields. */
type HashedTables = Omit<CompiledPolicy, 'hash' | 'fieldById'>;

/**
 * The compiled tables and texts as one JSON text: members sorted by name, lists (all of them sets) by their members' text, maps as
 * objects, field masks as ids, no white space. Equal tables give equal text, whatever the sources' order, formatting and comments. `policy.hash` is the SHA-256 of it.
 */
export const canonicalPolicy = (policy: CompiledPolicy): string => {
  const { hash: _hash, fieldById: _fieldById, ...tables } = policy;
  return canonicalJson(tables);
};

/** SHA-256, hexadecimal, of the canonical text. */
export const hashOfTables = (tables: HashedTables): string =>
  createHash('sha256').update(canonicalJson(tables)).digest('hex');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function canonicalJson(value: unknown): string {
  if (value instanceof Uint32Array) return JSON.stringify(fieldIds(value));
  if (value instanceof Map) return canonicalJson(Object.fromEntries(value));
  // Every list of a policy is a set; rows say their place by their id.
  if (Array.isArray(value)) return `[${value.map(canonicalJson).sort(compare).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => compare(a, b));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
