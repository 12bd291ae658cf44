import { describe, expect, it } from 'vitest';
import { compareStores } from './compare-places.ts';
import { storedTables } from './stored-places.ts';
import { readPolicy } from './testing/read-policy.ts';

const policy = readPolicy();
const declared = policy.fields.flatMap((field) => field.store);

describe('what the policy lets the platform keep', () => {
  it('says nothing where stores hold exactly that', () => {
    expect(compareStores(policy, declared)).toEqual([]);
  });

  it('C2 K6: names table, column and what to write for a column that no field declares', () => {
    const [fault, ...others] = compareStores(policy, [...declared, 'records:auth.user.phone']);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'place.undeclared', place: 'records:auth.user.phone' });
    expect(fault?.message).toContain('phone in records:auth.user');
    expect(fault?.message).toContain('store: ["records:auth.user.phone"]');
  });

  it('names the fields that declare a column which is not there', () => {
    const without = declared.filter((place) => place !== 'analytics:events.kind');
    const [fault, ...others] = compareStores(policy, without);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'place.absent', place: 'analytics:events.kind' });
    expect(fault?.message).toContain('adDisplay, adClick');
  });

  it('takes a declared folder for the files in it, and no other file', () => {
    const rest = declared.filter((place) => place !== 'file:ledger/tile');
    expect(compareStores(policy, [...rest, 'file:ledger/tile/0/000'])).toEqual([]);
    expect(compareStores(policy, [...declared, 'file:ledger/notes']).map(({ code }) => code)).toEqual([
      'place.undeclared',
    ]);
  });

  it('R1: a row stays no longer than the field in it that must go first', () => {
    const days = new Map(storedTables(policy).map((each) => [each.table, each.days]));
    for (const { table, columns } of storedTables(policy))
      for (const field of [...columns.values()].flat())
        if (field.retention.days >= 0) expect(days.get(table)).toBeLessThanOrEqual(field.retention.days);
    expect(days.get('records:auth.user')).toBeUndefined();
    // Families of keys leave by themselves.
    expect([days.get('hot:household.shown'), days.get('hot:cap.of')]).toEqual([7, 30]);
    // Its IP column would be kept longer than the session itself.
    expect(days.get('records:auth.session')).toBe(7);
  });
});
