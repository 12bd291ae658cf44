import { describe, expect, it } from 'vitest';
import type { CompiledPolicy } from '../rows.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { freezePolicy, thawPolicy } from './frozen-tables.ts';
import { judgeRelease, type ReleasedPolicy, type ReleasePlan } from './release-plan.ts';
import { releaseRecordSchema } from './release-record.ts';
import { takesEffectMs } from './taking-effect.ts';

const first: CompiledPolicy = { ...readPolicy(), version: 1, effective: '2027-01-01', minNoticeDays: 30 };
const files = { 'policy.yaml': 'a'.repeat(64) };

function released(policy: CompiledPolicy, before: readonly ReleasedPolicy[] = []): ReleasedPolicy {
  const { faults, record } = judgeRelease({ ...plan(policy, before), effective: policy.effective });
  if (faults.length > 0) throw new Error(faults.map(({ reason }) => reason).join());
  return { policy, record: releaseRecordSchema.parse({ ...record, files }), recordHash: 'b'.repeat(64) };
}

function plan(next: CompiledPolicy, before: readonly ReleasedPolicy[]): ReleasePlan {
  return {
    released: before,
    next,
    today: '2027-02-01',
    announced: '2027-02-01',
    effective: next.effective,
    signOff: 'A. Officer',
    reConsentBy: 'the dialogs ask again',
    beyondBuild: [],
  };
}

/** A second version whose field `city` is kept for some days. */
function second(days: number, effective: string): CompiledPolicy {
  const fields = first.fields.map((field) =>
    field.name === 'city' ? { ...field, retention: { ...field.retention, days } } : field,
  );
  return { ...first, version: 2, effective, fields, hash: `${days}`.padStart(64, '0') };
}

const one = [released(first)];
const codes = (change: Partial<ReleasePlan>, next = second(90, '2027-03-03')) =>
  judgeRelease({ ...plan(next, one), ...change }).faults.map(({ code }) => code);

describe('V2: a release', () => {
  it('is refused condition by condition', () => {
    expect(codes({})).toEqual([]);
    expect(codes({}, { ...second(90, '2027-03-03'), version: 3 })).toEqual(['release.version']);
    expect(codes({}, { ...second(90, '2027-03-03'), version: 1 })).toEqual(['release.version']);
    expect(codes({}, second(90, '2027-03-02'))).toEqual(['release.notice']);
    expect(codes({ effective: '2027-03-04' })).toEqual(['release.dates']);
    expect(codes({ announced: '2027-01-31' })).toEqual(['release.dates']);
    expect(codes({ signOff: undefined })).toEqual(['release.signOff']);
    const profiled = second(90, '2027-03-03');
    const profiles = profiled.purposes.find(({ name }) => name === 'profiles')?.bit ?? 0;
    const fields = profiled.fields.map((field) => ({ ...field, purposes: field.purposes | profiles }));
    expect(codes({ reConsentBy: undefined })).toEqual([]);
    expect(codes({ reConsentBy: undefined }, { ...profiled, fields })).toEqual(['release.reConsent']);
    expect(codes({ beyondBuild: ['field shoeSize'] })).toEqual(['release.build']);
    expect(codes({}, { ...first, version: 2, effective: '2027-02-01', hash: 'other' })).toEqual([
      'release.unchanged',
    ]);
  });

  it('says what to do about each', () => {
    const [fault] = judgeRelease(plan(second(90, '2027-02-10'), one)).faults;
    expect(fault?.reason).toContain('needs 30 days of notice');
    expect(fault?.remedy).toContain('--effective 2027-03-03 or later');
  });

  it('needs no notice and no new consent to narrow', () => {
    const longer = released(second(90, '2027-03-03'), one);
    const shorter = { ...second(10, '2027-02-01'), version: 3 };
    const verdict = judgeRelease({ ...plan(shorter, [...one, longer]), reConsentBy: undefined });
    expect(verdict.faults).toEqual([]);
    expect(verdict.record).toMatchObject({ significance: 'narrowing', noticeDays: 0, reConsent: [] });
    expect(verdict.record.previous).toEqual({
      version: 2,
      hash: longer.policy.hash,
      record: longer.recordHash,
    });
  });

  it('never gives an id of any released version another meaning', () => {
    const without = (name: string, as: CompiledPolicy['fields']) => ({
      ...second(90, '2027-03-03'),
      fields: [...first.fields.filter((field) => field.name !== name), ...as],
    });
    const city = first.fields.filter(({ name }) => name === 'city');
    const gone = released(without('city', []), one);
    const next = (as: CompiledPolicy['fields']) => ({
      ...without('city', as),
      version: 3,
      effective: '2027-03-10',
    });
    const reused = (as: CompiledPolicy['fields']) =>
      judgeRelease(plan(next(as), [...one, gone])).faults.find(({ code }) => code === 'release.idReused')
        ?.reason;
    expect(reused(city.map((field) => ({ ...field, name: 'town' })))).toContain(
      'meant "city" in version 1 and now "town"',
    );
    expect(reused(city.map((field) => ({ ...field, id: 400 })))).toContain('"city under id 400"');
    expect(reused(city)).toBeUndefined();
    expect(reused(city.map((field) => ({ ...field, name: 'town', id: 400 })))).toBeUndefined();
    const rights = first.rights.map((right) =>
      right.name === 'access' ? { ...right, name: 'look' } : right,
    );
    const renamed = judgeRelease(plan({ ...next(city), rights }, [...one, gone])).faults;
    expect(renamed.find(({ code }) => code === 'release.idReused')?.reason).toContain(
      'id 0 of rights meant "access"',
    );
  });

  it('takes effect on its day, and a widening only when notice has run its whole period', () => {
    const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
    const { record, policy } = released(second(90, '2027-03-03'), one);
    const proof = (iso: string, hash = policy.hash) => ({ version: 2, hash, completedMs: day(iso) + 1 });
    expect(takesEffectMs(record, undefined)).toBe(Number.POSITIVE_INFINITY);
    expect(takesEffectMs(record, proof('2027-02-01'))).toBe(day('2027-03-03'));
    expect(takesEffectMs(record, proof('2027-01-01'))).toBe(day('2027-03-03'));
    expect(takesEffectMs(record, proof('2027-02-02'))).toBe(day('2027-03-04'));
    expect(takesEffectMs(record, proof('2027-02-01', 'another text'))).toBe(Number.POSITIVE_INFINITY);
    expect(takesEffectMs({ ...record, noticeDays: 0 }, undefined)).toBe(day('2027-03-03'));
  });
});

describe('V1: frozen tables', () => {
  it('are thawed as they were', () => {
    expect(thawPolicy(freezePolicy(first))).toEqual(first);
    expect(() => thawPolicy('{}')).toThrow(SyntaxError);
  });
});
