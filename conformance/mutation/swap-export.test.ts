import { expect, it } from 'vitest';
import { exportsName, swapExport } from './swap-export.ts';

const swap = (text: string, name: string) =>
  swapExport(text, { name, gateModule: '/gates/x.ts', mutant: 'lets all in' });
const appended = (name: string) => `
import { gate as gate_${name} } from "/gates/x.ts";
export const ${name} = gate_${name}.mutants["lets all in"](original_${name});
`;

it.each([
  [
    'export async function may(a: A): Promise<B> {\n  return may(a);\n}',
    'may',
    ' async function original_may(a: A): Promise<B> {\n  return may(a);\n}',
  ],
  [
    '// 汉字\nexport const RULES: readonly Rule[] = [];',
    'RULES',
    '// 汉字\n const original_RULES: readonly Rule[] = [];',
  ],
  ['export const may = (a: A): boolean => a.b;', 'may', ' const original_may = (a: A): boolean => a.b;'],
  ['\n// first\n\nexport function may() {}\n\n', 'may', '\n// first\n\n function original_may() {}\n\n'],
])('leaves the original under another name, and the mutant in its place (%#)', (text, name, rest) => {
  expect(swap(text, name)).toBe(rest + appended(name));
});

it('finds nothing where nothing of the name is declared and exported', () => {
  expect(swap('function may() {}\nexport { may };', 'may')).toBeUndefined();
  expect(swap('export function mayNot(may: A) {}', 'may')).toBeUndefined();
  expect(exportsName('export type may = 1;', 'may')).toBe(false);
  expect(exportsName('export function may() {}', 'may')).toBe(true);
});
