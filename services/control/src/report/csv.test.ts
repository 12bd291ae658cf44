import { expect, it } from 'vitest';
import { type CsvCells, toCsv } from './csv.ts';

it('K2: quotes what must be quoted and disarms formulas', async () => {
  const rows: CsvCells[] = [
    ['plain', 'a,b', 'say "hi"', 'two\nlines'],
    ['=1+1', '+x', '-x', '@x'],
    ['\tx', null, -5, 'a=b'],
  ];
  async function* pages() {
    for (const row of rows) yield [row];
  }
  const shape = { header: ['w', 'x', 'y', 'z'], cellsOf: (row: CsvCells) => row };
  expect((await Array.fromAsync(toCsv(pages(), shape))).join('')).toBe(
    'w,x,y,z\r\nplain,"a,b","say ""hi""","two\nlines"\r\n' + "'=1+1,'+x,'-x,'@x\r\n'\tx,,-5,a=b\r\n",
  );
});
