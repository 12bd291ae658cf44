import { eventColumns } from '@jianchat/analytics';
import { expect, it } from 'vitest';
import { keptRow } from './keep.ts';

it('V2: withholds a conversion that would pass for one after a click, where what it stands by may not be told', () => {
  const row = Object.fromEntries(eventColumns.map(({ name, type }) => [name, type.includes('Int') ? 1 : '']));
  const kept = new Set(eventColumns.flatMap(({ name }) => (name === 'conversion_basis' ? [] : [name])));
  const under = (conversion_basis: string) => keptRow({ ...row, conversion_basis }, eventColumns, kept);
  expect([under(''), under('click')].map((left) => left?.['conversion_basis'])).toEqual(['', '']);
  expect([under('view'), under('unverified')]).toEqual([undefined, undefined]);
});
