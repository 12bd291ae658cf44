import { describe, expect, it } from 'vitest';
import { fieldIds } from '../field-mask.ts';
import { createDecider, FORM } from '../gates/decision.ts';
import { FIELD, PURPOSE, REGIME } from '../generated/policy.gen.ts';
import type { CompiledPolicy, FieldRow } from '../rows.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { createNarrower } from './narrower.ts';

const policy = readPolicy();
const signals = { regime: REGIME.us, grants: 0, floors: 0 };

/** The policy with one field otherwise. */
function withField(name: string, change: Partial<FieldRow>): CompiledPolicy {
  const fields = policy.fields.map((field) => (field.name === name ? { ...field, ...change } : field));
  return { ...policy, version: 2, fields, fieldById: new Map(fields.map((field) => [field.id, field])) };
}

describe('the narrower of then and now', () => {
  it('is the policy itself where nothing changed', () => {
    const narrower = createNarrower(policy, policy);
    const { effective, forms } = createDecider(policy).decide({
      ...signals,
      vendorGrants: () => 0,
      reasons: [],
    });
    expect(narrower.purposes(signals)).toBe(effective);
    const kept = policy.fields.filter(({ id }) => forms[id] !== FORM.drop).map(({ id }) => id);
    expect(fieldIds(narrower.fields(signals))).toEqual(kept);
  });

  it('V2: lets data be used for nothing that was not allowed when it was collected, nor what is no more allowed', () => {
    const use = { field: FIELD.country, purpose: PURPOSE.measurement };
    const without = withField('country', { purposes: 1 << PURPOSE.contextualAds });
    expect(createNarrower(policy, policy).mayUse(signals, use)).toBe(true);
    expect(createNarrower(without, policy).mayUse(signals, use)).toBe(false);
    expect(createNarrower(policy, without).mayUse(signals, use)).toBe(false);
  });

  it('takes the shorter retention, whichever version has it', () => {
    const lasting = policy.fields.find(({ id }) => id === FIELD.country)?.retention;
    if (lasting === undefined) throw new Error('the policy has no field country');
    const shorter = withField('country', { retention: { ...lasting, keep: 'P30D', days: 30 } });
    const forAccount = withField('country', { retention: { ...lasting, keep: 'account', days: -1 } });
    expect(createNarrower(policy, shorter).retention(FIELD.country)?.days).toBe(30);
    expect(createNarrower(shorter, policy).retention(FIELD.country)?.days).toBe(30);
    expect(createNarrower(shorter, forAccount).retention(FIELD.country)?.days).toBe(30);
  });

  it('asks again where a purpose now needs consent that was not asked for then', () => {
    const asking = {
      ...policy,
      regimes: policy.regimes.map((regime) => ({
        ...regime,
        always: regime.always & ~(1 << PURPOSE.measurement),
        onGrant: regime.onGrant | (1 << PURPOSE.measurement),
      })),
    };
    expect(createNarrower(policy, asking).purposes(signals) & (1 << PURPOSE.measurement)).toBe(0);
  });

  it('gives nothing for an id that means something else in the other version', () => {
    const renamed = withField('country', { name: 'land' });
    expect(createNarrower(renamed, policy).retention(FIELD.country)).toBeUndefined();
    expect(fieldIds(createNarrower(renamed, policy).fields(signals))).not.toContain(FIELD.country);
    const purposes = policy.purposes.map((row) =>
      row.name === 'measurement' ? { ...row, name: 'guessing' } : row,
    );
    const reused = createNarrower({ ...policy, purposes }, policy);
    expect(reused.purposes(signals) & (1 << PURPOSE.measurement)).toBe(0);
  });

  it('reads a regime that is gone as the strictest', () => {
    const gone = { ...policy, regimes: policy.regimes.filter(({ name }) => name !== 'us') };
    const strict = { ...signals, regime: REGIME.unknown };
    expect(createNarrower(policy, gone).purposes(signals)).toBe(
      createNarrower(policy, policy).purposes(strict) & createNarrower(policy, policy).purposes(signals),
    );
  });
});
