import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledPolicy } from '../rows.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { diffPolicies } from './diff-policies.ts';
import type { PolicyChange } from './policy-change.ts';

const policy = readPolicy();
const RUNS = 100;

/** A deep copy that may be written to. */
type Writable = { -readonly [Key in keyof CompiledPolicy]: CompiledPolicy[Key] } & Record<string, unknown>;
function copy(from: CompiledPolicy): Writable {
  const made = structuredClone(from) as Writable;
  made.fieldById = new Map(made.fields.map((field) => [field.id, field]));
  return made;
}

type Place = { readonly holder: Record<string | number, unknown>; readonly key: string | number };

/** Follows from other members, or is no part of what the hash covers. */
const DERIVED = new Set([
  'hash',
  'fieldById',
  'fieldWords',
  'bit',
  'classBit',
  'coarse',
  'keep',
  'name',
  'countries',
]);

/** Every place of the tables and texts that holds a single value. */
function places(value: unknown, found: Place[] = []): Place[] {
  const holder = value instanceof Map ? Object.fromEntries(value) : value;
  if (typeof holder !== 'object' || holder === null || holder instanceof Uint32Array) return found;
  for (const [key, member] of Object.entries(holder)) {
    if (DERIVED.has(key)) continue;
    if (typeof member === 'object') places(member, found);
    // An entry of a map is a copy here: only what stands in objects and lists can be written.
    else if (!(value instanceof Map)) found.push({ holder: holder as Place['holder'], key });
  }
  return found;
}

function altered(value: unknown, salt: number): unknown {
  // Every negative number stands for the same.
  if (typeof value === 'number') return value < 0 ? salt : value ^ (1 << (salt % 20));
  if (typeof value === 'boolean') return !value;
  return `${String(value)}${salt}`;
}

/** Where to alter the policy, and how. */
const edits = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)), { minLength: 1, maxLength: 4 });

function changed(by: readonly (readonly [number, number])[]): CompiledPolicy {
  const made = copy(policy);
  const all = places(made);
  for (const [place, salt] of by) {
    const { holder, key } = all[place % all.length] ?? { holder: {}, key: '' };
    holder[key] = altered(holder[key], salt);
  }
  made.fieldById = new Map(made.fields.map((field) => [field.id, field]));
  made.hash = `changed ${JSON.stringify(by)}`;
  return made;
}

/** Every bit of the tables that lets something happen: setting one of them must be told as widening. */
function clearBits(of: CompiledPolicy): { set: () => void; words: string }[] {
  const found: { set: () => void; words: string }[] = [];
  const offer = (row: object, key: string, words: string): void => {
    const holder = row as Record<string, number>;
    for (let bit = 0; bit < 31; bit++)
      if ((((holder[key] ?? 0) >>> bit) & 1) === 0)
        found.push({
          words: `${words}.${key} bit ${bit}`,
          set: () => {
            holder[key] = (holder[key] ?? 0) | (1 << bit);
          },
        });
  };
  for (const field of of.fields) for (const key of ['purposes', 'regimes']) offer(field, key, field.name);
  for (const regime of of.regimes) {
    offer(regime, 'always', regime.name);
    // What is allowed without asking isn't allowed more when it is asked for besides.
    const before = found.length;
    offer(regime, 'onGrant', regime.name);
    const free = found
      .splice(before)
      .filter(({ words }) => ((regime.always >>> Number(words.split(' ').at(-1))) & 1) === 0);
    found.push(...free);
  }
  for (const contract of of.contracts.values()) {
    for (const key of ['purposes', 'legitimateInterest']) offer(contract, key, contract.name);
    for (const { fields } of contract.allow)
      for (const word of fields.keys()) offer(fields, String(word), `${contract.name} fields`);
  }
  return found;
}

const sides = (changes: readonly PolicyChange[]) =>
  changes
    .map(({ topic, path, significance, before, after }) =>
      JSON.stringify([topic, path, significance, before, after]),
    )
    .sort();
const OPPOSITE = { widening: 'narrowing', narrowing: 'widening', editorial: 'editorial' } as const;
const turned = (changes: readonly PolicyChange[]): PolicyChange[] =>
  changes.map((change) => ({
    ...change,
    significance: OPPOSITE[change.significance],
    before: change.after,
    after: change.before,
  }));

describe('V2: whatever changes in a policy', () => {
  it('is found: two policies with different hashes never give an empty diff', () => {
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const [a, b] = [changed(one), changed(other)];
        expect(diffPolicies(policy, a).changes).not.toEqual([]);
        if (a.hash !== b.hash) expect(diffPolicies(a, b).changes).not.toEqual([]);
        expect(diffPolicies(a, a).changes).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('widens one way what it narrows the other way', () => {
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const [a, b] = [changed(one), changed(other)];
        expect(sides(diffPolicies(b, a).changes)).toEqual(sides(turned(diffPolicies(a, b).changes)));
      }),
      { numRuns: RUNS },
    );
  });

  it('is told at the place where it was made', () => {
    const made = copy(policy);
    // A bit of onGrant may change nothing: what needs no asking may also be asked for.
    const all = places(made).filter(({ key }) => key !== 'onGrant');
    fc.assert(
      fc.property(fc.nat(all.length - 1), (at) => {
        const { holder, key } = all[at] ?? { holder: {}, key: '' };
        const was = holder[key];
        holder[key] = altered(was, 3);
        const { changes } = diffPolicies(policy, { ...made, hash: 'other' });
        holder[key] = was;
        expect(changes).not.toEqual([]);
        expect(
          changes.map(({ path }) => path),
          `${key} ${String(was)}`,
        ).not.toContain('');
      }),
      { numRuns: 3 * RUNS },
    );
  });

  it('is widening when a bit is added that lets something happen, whichever', () => {
    const made = copy(policy);
    const bits = clearBits(made);
    fc.assert(
      fc.property(fc.nat(bits.length - 1), (at) => {
        const next = copy(policy);
        const bit = clearBits(next)[at];
        bit?.set();
        const { significance } = diffPolicies(policy, { ...next, hash: 'other' });
        expect(significance, bit?.words).toBe('widening');
      }),
      { numRuns: RUNS },
    );
  });
});
