/** A cell that begins like this is a formula to spreadsheet programs (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

export type CsvCells = readonly (string | number | null)[];

interface CsvShape<Row> {
  readonly header: readonly string[];
  readonly cellsOf: (row: Row) => CsvCells;
}

/** RFC 4180, with CRLF. Numbers stand as they are; texts that a spreadsheet would run get an apostrophe before them. */
export async function* toCsv<Row>(
  pages: AsyncIterable<readonly Row[]>,
  { header, cellsOf }: CsvShape<Row>,
): AsyncGenerator<string> {
  yield line(header);
  for await (const rows of pages) yield rows.map((row) => line(cellsOf(row))).join('');
}

const line = (cells: CsvCells): string => `${cells.map(cell).join(',')}\r\n`;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
