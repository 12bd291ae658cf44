import { GppModel } from '@iabgpp/cmpapi';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGppString } from './gpp-string.ts';
import { US_ROWS } from './us-layouts.ts';
import { readUsSection } from './us-section.ts';

/** One row per section: the longer one of section 7 is what the reference library writes unless told otherwise. */
const rows = [...new Map(US_ROWS.toReversed().map((row) => [row.id, row])).values()];

type Values = Record<string, number | number[] | boolean>;

/** Random values of all fields of a section, by the names and lengths that the reference library has for it. */
function valuesOf(name: string): fc.Arbitrary<Values> {
  const model = new GppModel();
  model.setFieldValue(name, 'SaleOptOut', 0);
  const value = fc.integer({ min: 0, max: 2 });
  const fields = Object.entries(model.getSection(name) as Values)
    .filter(([field]) => !field.endsWith('Version') && !field.includes('Segment'))
    .map(([field, sample]): [string, fc.Arbitrary<number | number[] | boolean>] => {
      if (typeof sample === 'boolean') return [field, fc.boolean()];
      if (Array.isArray(sample))
        return [field, fc.array(value, { minLength: sample.length, maxLength: sample.length })];
      return [field, field === 'MspaCoveredTransaction' ? fc.integer({ min: 1, max: 2 }) : value];
    });
  return fc.record(Object.fromEntries(fields));
}

function encode(sections: readonly (readonly [name: string, values: Values])[]): string {
  const model = new GppModel();
  for (const [name, values] of sections)
    for (const [field, value] of Object.entries(values)) model.setFieldValue(name, field, value);
  return model.encode();
}

function expectSame(text: string, name: string): void {
  const theirs = new GppModel(text).getSection(name) as Values;
  const row = rows.find((one) => one.name === name);
  const found = readGppString(text)?.find(({ id }) => id === row?.id);
  const section = found && readUsSection(found.id, found.place);
  if (typeof section !== 'object') throw new Error(`${name} of the reference library reads as ${section}`);
  const fields = [...section.layout.fields.keys(), 'SensitiveDataProcessing' as const];
  for (const field of fields) {
    const expected = theirs[field];
    if (expected !== undefined) expect([field, section.values(field)]).toEqual([field, [expected].flat()]);
    else expect(section.values(field)).toEqual([]);
  }
  expect(section.gpc).toBe(theirs['Gpc'] ?? false);
  const known = new Set<string>([...fields, 'Gpc']);
  const others = Object.keys(theirs).filter((field) => !known.has(field));
  expect(others.filter((field) => !field.endsWith('Version') && !field.includes('Segment'))).toEqual([]);
}

describe('GPP strings of the reference library', () => {
  it.each(rows.map(({ name }) => name))('%s reads the same here and there', (name) => {
    fc.assert(
      fc.property(valuesOf(name), (values) => expectSame(encode([[name, values]]), name)),
      { numRuns: 100 },
    );
  });

  it('reads the first version of usnat', () => {
    fc.assert(
      fc.property(valuesOf('usnat'), (values) => {
        expectSame(encode([['usnat', { ...values, Version: 1 } as Values]]), 'usnat');
      }),
      { numRuns: 100 },
    );
  });

  it.each(['usnat', 'usmd'])('%s without its second segment', (name) => {
    expectSame(encode([[name, { SaleOptOut: 2, GpcSegmentIncluded: false }]]), name);
  });

  it('finds the sections of any header', () => {
    const some = fc.subarray(rows, { minLength: 1 });
    fc.assert(
      fc.property(some, (wanted) => {
        const text = encode(wanted.map(({ name }) => [name, { SaleOptOut: 1 }]));
        const ids = readGppString(text)?.map(({ id }) => id);
        expect(ids).toEqual(new GppModel(text).getSectionIds());
        for (const { name } of wanted) expectSame(text, name);
      }),
      { numRuns: 300 },
    );
  });

  it('knows every US section that the reference library knows', () => {
    for (let id = 7; id < 64; id++) {
      const isTheirs = (() => {
        try {
          new GppModel().setFieldValueBySectionId(id, 'SaleOptOut', 1);
          return true;
        } catch {
          return false;
        }
      })();
      expect([id, rows.some((row) => row.id === id)]).toEqual([id, isTheirs]);
    }
  });
});
