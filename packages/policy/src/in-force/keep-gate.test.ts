import { describe, expect, it } from 'vitest';
import { FIELD } from '../generated/policy.gen.ts';
import type { CompiledPolicy, FieldRow } from '../rows.ts';
import { storedTables } from '../stored-places.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { createKeepGate } from './keep-gate.ts';

const policy = readPolicy();
const TABLE = 'analytics:auctions';
const all = new Set(
  storedTables(policy)
    .find(({ table }) => table === TABLE)
    ?.columns.keys(),
);
const person = { regime: policy.regimes.findIndex(({ name }) => name === 'us'), grants: 0, floors: 0 };

/** The policy with one field changed, as its next version. */
const next = (name: string, change: Partial<FieldRow>): CompiledPolicy => {
  const fields = policy.fields.map((field) => (field.name === name ? { ...field, ...change } : field));
  return {
    ...policy,
    version: policy.version + 1,
    fields,
    fieldById: new Map(fields.map((field) => [field.id, field])),
  };
};
const gateOf = (then: CompiledPolicy, now: CompiledPolicy) =>
  createKeepGate({
    ofVersion: (version) => [then, now].find((each) => each.version === version),
    inForce: () => now,
  });
const kept = (then: CompiledPolicy, now: CompiledPolicy) =>
  gateOf(then, now).columns(TABLE, { version: then.version, signals: person });
const ofRequest = policy.fieldById.get(FIELD.city)?.retention ?? expect.fail('no city');
const without = (...columns: readonly string[]) =>
  new Set([...all].filter((each) => !columns.includes(each)));

describe('the gate "keep"', () => {
  it('lets everything declared stand while nothing has changed', () => {
    expect(kept(policy, policy)).toEqual(all);
    expect(gateOf(policy, policy).columns(TABLE, { version: policy.version })).toEqual(all);
  });

  it('R1 V2: leaves out what the policy in force no longer keeps', () => {
    expect(kept(policy, next('country', { store: [] }))).toEqual(without('country'));
    expect(kept(policy, next('country', { retention: ofRequest }))).toEqual(without('country'));
  });

  it('V2: leaves out what the policy of then did not keep, whatever is allowed today', () => {
    const then = next('country', { store: [] });
    expect(kept(then, { ...policy, version: then.version + 1 })).toEqual(without('country'));
  });

  it('V2: asks the signals of then under the rules of now', () => {
    const consentOnly = policy.purposes.find(({ name }) => name === 'personalisedAds')?.bit ?? 0;
    const now = next('country', { purposes: consentOnly });
    // In the USA personalised ads are allowed until refused; nobody else's choice is known.
    expect(kept(policy, now)).toEqual(all);
    expect(gateOf(policy, now).columns(TABLE, { version: policy.version })).toEqual(without('country'));
    const refused = policy.floors.find(({ name }) => name === 'optOut')?.bit ?? 0;
    expect(
      gateOf(policy, now).columns(TABLE, {
        version: policy.version,
        signals: { ...person, floors: refused },
      }),
    ).toEqual(without('country'));
  });

  it('V2: keeps what was let in as long as everybody who let it in still does, and not where one would not', () => {
    const { purposes = 0 } = policy.fieldById.get(FIELD.conversion) ?? {};
    const letIn = (now: CompiledPolicy) =>
      gateOf(policy, now).columns('analytics:events', { version: policy.version, letIn: FIELD.conversion });
    expect([...letIn(policy)]).toContain('value_micros');
    const personalised = policy.purposes.find(({ name }) => name === 'personalisedAds')?.bit ?? 0;
    expect([...letIn(next('conversion', { purposes: purposes | personalised }))]).toContain('value_micros');
    expect([...letIn(next('conversion', { requires: personalised }))]).not.toContain('value_micros');
    expect([...letIn(next('conversion', { store: [] }))]).not.toContain('value_micros');
    const unsaid = gateOf(policy, policy).columns('analytics:events', { version: policy.version });
    expect([...unsaid]).not.toContain('value_micros');
  });

  it('keeps a column for another field that is declared for it', () => {
    const now = next('adClick', { store: [] });
    const columns = gateOf(policy, now).columns('analytics:events', { version: policy.version });
    expect(columns.has('kind')).toBe(true);
  });

  it('keeps nothing of data collected under a policy that nobody knows', () => {
    expect(gateOf(policy, policy).columns(TABLE, { version: 99 }).size).toBe(0);
  });
});
