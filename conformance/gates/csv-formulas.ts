import type { toCsv } from '../../services/control/src/report/csv.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof toCsv>({
  file: 'services/control/src/report/csv.ts',
  export: 'toCsv',
  says: {
    en: 'A downloaded report holds nothing that a spreadsheet would run',
    zh: '下载的报表不含电子表格会执行的内容',
  },
  provenBy: ['services/control/src/report/csv.test.ts'],
  mutants: {
    'writes cells as they are': () =>
      async function* (pages, { header, cellsOf }) {
        yield `${header.join(',')}\r\n`;
        for await (const rows of pages) yield rows.map((row) => `${cellsOf(row).join(',')}\r\n`).join('');
      },
  },
});
