import { NetworkReportRow } from '@jianchat/api-contract';

interface ReportFault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export type NetworkReportReading =
  | { readonly ok: true; readonly rows: readonly NetworkReportRow[] }
  | { readonly ok: false; readonly faults: readonly ReportFault[] };

const COLUMNS = ['day', 'placement', 'network', 'country', 'impressions', 'earned', 'currency'] as const;
type Column = (typeof COLUMNS)[number];
const ROWS_MAX = 200_000;
const FAULTS_MAX = 100;

/**
 * A report as CSV: a line of column names in any order, then a line for each day, placement, network and country. `earned` is in units of the
 * currency, at most six places behind the point. No value of these needs quotes, so none are taken.
 */
export function readNetworkReport(text: string): NetworkReportReading {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line.trim() !== '');
  const [head, ...body] = lines;
  const names = (head?.line ?? '').split(',').map((name) => name.trim());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  const refused = (path: string, code: string, message: string): NetworkReportReading => ({
    ok: false,
    faults: [{ path, code, message }],
  });
  if (missing.length > 0) return refused('line 1', 'column.missing', `no column "${missing.join('", "')}"`);
  if (body.length === 0) return refused('', 'rows.none', 'there is no row below the names of the columns');
  if (body.length > ROWS_MAX) return refused('', 'rows.many', `more than ${ROWS_MAX} rows`);
  const rows: NetworkReportRow[] = [];
  const faults: ReportFault[] = [];
  for (const { line, number } of body) {
    if (faults.length >= FAULTS_MAX) break;
    const values = line.split(',').map((value) => value.trim());
    const path = `line ${number}`;
    if (values.length !== names.length) {
      const message = `${values.length} values for ${names.length} columns`;
      faults.push({ path, code: 'row.length', message });
      continue;
    }
    const textOf = (column: Column): string => values[names.indexOf(column)] ?? '';
    const country = textOf('country');
    const parsed = NetworkReportRow.safeParse({
      day: textOf('day'),
      placement: textOf('placement'),
      network: textOf('network'),
      ...(country !== '' && { country }),
      impressions: wholeOf(textOf('impressions')),
      earnedMicros: microsOf(textOf('earned')),
      currency: textOf('currency'),
    });
    if (parsed.success) rows.push(parsed.data);
    else
      for (const { path: member, code, message } of parsed.error.issues)
        faults.push({ path: `${path}, ${columnOf(member[0])}`, code: `form.${code}`, message });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rows };
}

const columnOf = (member: PropertyKey | undefined): string =>
  member === 'earnedMicros' ? 'earned' : String(member);

const wholeOf = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN);

/** Exact: nothing is rounded on the way. */
function microsOf(text: string): number {
  const [, units = '', decimals = ''] = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  return units === '' ? Number.NaN : Number(units) * 1_000_000 + Number(decimals.padEnd(6, '0'));
}
