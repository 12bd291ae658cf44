import { describe, expect, it } from 'vitest';
import { explainCollect } from '../explain.ts';
import { addField, emptyMask, hasField } from '../field-mask.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { outcomeTable } from './outcome-table.ts';

const policy = readPolicy();
const page = outcomeTable(policy);
const cells = (line: string): string[] => line.slice(2, -2).split(' | ');
const groups = new Map(
  page.split('\n').flatMap((line) => {
    const [letter, fields] = cells(line);
    const names = [...(fields ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');
    return letter && /^\*\*[A-Z]+\*\*$/.test(letter) ? [[letter.replaceAll('*', ''), names] as const] : [];
  }),
);
/** Rows of a regime's section: situations and cells. */
const rowsOf = (regime: string): readonly (readonly string[])[] =>
  (page.split(`\n## \`${regime}\``)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (when|---)/.test(line))
    .map(cells);
const namesIn = (cell: string): string[] =>
  cell === '–' ? [] : cell.split(' ').flatMap((mark) => groups.get(mark.replace(/[~#]$/, '')) ?? []);

describe('the table of outcomes', () => {
  it('sorts every field that a request can carry into exactly one group', () => {
    const names = [...groups.values()].flat();
    const fields = policy.fields.filter((field) => field.paths.length > 0 || field.coarseOf >= 0);
    expect(names.toSorted()).toEqual(fields.map(({ name }) => name).toSorted());
  });

  it('[U1] says what the interpreter says, of nothing said and of everything agreed to', () => {
    const everything = emptyMask(policy.fieldWords);
    for (const { id } of policy.fields) addField(everything, id);
    for (const regime of policy.regimes) {
      for (const [situation, grants] of [
        ['nothing is said', 0],
        ['everything is agreed to', 0x7fffffff],
      ] as const) {
        const row = rowsOf(regime.name).find(([when]) => when?.split('; ').includes(situation));
        if (row === undefined) continue;
        const fates = explainCollect(policy, { regime: regime.id, grants, floors: 0, present: everything });
        const kept = fates.filter(({ fate }) => fate !== 'dropped').map(({ field }) => field);
        const carried = new Set([...groups.values()].flat());
        expect(namesIn(row[1] ?? '').toSorted()).toEqual(kept.filter((name) => carried.has(name)).toSorted());
      }
    }
  });

  it('[S2] gives no recipient what no contract of its names', () => {
    const contracts = [...policy.contracts.values()];
    for (const regime of policy.regimes) {
      const rows = rowsOf(regime.name);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        contracts.forEach((contract, index) => {
          for (const name of namesIn(row[index + 2] ?? '')) {
            const field = policy.fields.find((each) => each.name === name);
            expect(contract.allow.some(({ fields }) => hasField(fields, field?.id ?? -1))).toBe(true);
            expect(field?.share).toBe('contract');
          }
        });
      }
    }
  });
});
