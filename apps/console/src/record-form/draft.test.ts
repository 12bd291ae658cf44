import { COLLECTIONS } from '@jianchat/api-contract';
import { describe, expect, it } from 'vitest';
import { draftOf, recordOf } from './draft.ts';
import type { Field } from './field.ts';
import { faultsByField } from './field-faults.ts';

const fields: readonly Field[] = [
  { kind: 'text', path: 'id', label: 'Id', required: true },
  { kind: 'select', path: 'kind', label: 'Kind', choices: [] },
  { kind: 'money', path: 'floorMicros', label: 'Floor', unit: 'CPM' },
  { kind: 'percent', path: 'shareBps', label: 'Share' },
  { kind: 'moment', path: 'startsAt', label: 'Starts' },
  { kind: 'held', path: 'imp', label: 'Imp', input: () => null },
  { kind: 'tags', path: 'targeting.countries', label: 'Countries' },
  { kind: 'text', path: 'files.0.url', label: 'File', when: (draft) => draft['kind'] === 'video' },
  { kind: 'switch', path: 'enabled', label: 'Enabled', unset: true },
  { kind: 'switch', path: 'archived', label: 'Archived', unset: false },
];

const stored = {
  id: 'p1',
  kind: 'video',
  floorMicros: 1_250_000,
  shareBps: 8_050,
  startsAt: '2026-11-23T10:30:00.000Z',
  imp: { banner: { w: 1 } },
  targeting: { countries: ['DE'], media: ['m1'] },
  files: [{ url: 'https://a.example/1.mp4', mime: 'video/mp4' }],
  enabled: false,
};

describe('a record in a form', () => {
  it('comes back unchanged when nothing is changed, members without an input included', () => {
    const { record, faults } = recordOf(fields, draftOf(fields, stored), { original: stored });
    expect(record).toEqual(stored);
    expect(faults.size).toBe(0);
  });

  it('shows what holds where a switch was left alone, and leaves it out', () => {
    expect(draftOf(fields, {})).toMatchObject({ enabled: true, archived: false });
    expect(draftOf(fields, { enabled: false, archived: true })).toMatchObject({
      enabled: false,
      archived: true,
    });
    const { record } = recordOf(fields, { ...draftOf(fields, {}), id: 'p1' }, { original: {} });
    expect(record).toEqual({ id: 'p1' });
  });

  it('changes nothing that was not touched, whatever its input can show', () => {
    const odd = {
      id: 'p1',
      kind: 'banner',
      startsAt: '2026-11-23T10:30:15Z',
      targeting: { countries: [] },
      files: [{ url: 'https://a.example/1.mp4' }],
      imp: { banner: {}, own: [1] },
    };
    expect(recordOf(fields, draftOf(fields, odd), { original: odd }).record).toBe(odd);
  });

  it('leaves out what is empty or hidden, so that the server’s defaults hold', () => {
    const draft = { ...draftOf(fields, stored), floorMicros: ' ', 'targeting.countries': [], kind: 'banner' };
    const { record } = recordOf(fields, draft, { original: stored });
    expect(record).not.toHaveProperty('floorMicros');
    expect(record).toMatchObject({ targeting: { media: ['m1'] }, files: [{ mime: 'video/mp4' }] });
  });

  it('names what cannot be read, and what is missing', () => {
    const draft = {
      ...draftOf(fields, stored),
      id: '',
      floorMicros: '-1',
      shareBps: '101',
      startsAt: 'x',
    };
    expect(Object.fromEntries(recordOf(fields, draft, { original: stored }).faults)).toEqual({
      id: 'required',
      floorMicros: 'amount',
      shareBps: 'percent',
      startsAt: 'moment',
    });
  });

  it('makes a new record that the contract takes', () => {
    const line: readonly Field[] = [
      { kind: 'text', path: 'id', label: '' },
      { kind: 'text', path: 'advertiser', label: '' },
      { kind: 'money', path: 'priceCpmMicros', label: '', unit: '' },
      { kind: 'moment', path: 'endsAt', label: '' },
      { kind: 'tags', path: 'targeting.deviceTypes', label: '' },
    ];
    const draft = {
      id: 'l1',
      advertiser: 'a1',
      priceCpmMicros: '2.5',
      endsAt: '2027-01-01T12:00',
      'targeting.deviceTypes': ['tv'],
    };
    const { record } = recordOf(line, draft, { original: {} });
    expect(COLLECTIONS['line-items'].parse(record)).toMatchObject({
      priceCpmMicros: 2_500_000,
      targeting: { deviceTypes: ['tv'] },
    });
  });
});

describe('the server’s faults', () => {
  const fault = (path: string) => ({ path, code: 'form.x', message: 'no' });

  it('stand under the input they belong to', () => {
    const faults = [
      'id',
      'targeting.countries[1]',
      'imp.banner.w',
      '/files/0/url',
      'files',
      'budget',
      '',
    ].map(fault);
    expect(faultsByField(fields, faults)).toEqual({
      id: ['no'],
      'targeting.countries': ['1: no'],
      imp: ['banner.w: no'],
      'imp.banner.w': ['no'],
      'files.0.url': ['no', 'no'],
      '': ['budget: no', 'no'],
    });
  });
});
