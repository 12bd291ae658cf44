import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('K2: quotes what must be quoted and disarms formulas', () => {
  const rows = [
    ['plain', 'a,b', 'say "hi"', 'two\nlines'],
    ['=1+1', '+x', '-x', '@x'],
    ['\tx', null, -5, 'a=b'],
  ];
  expect(toCsv(['w', 'x', 'y', 'z'], rows)).toBe(
    'w,x,y,z\r\nplain,"a,b","say ""hi""","two\nlines"\r\n' + "'=1+1,'+x,'-x,'@x\r\n'\tx,,-5,a=b\r\n",
  );
});
