import type { ReportQuery, ReportRow } from '@jianchat/analytics';
import type { ReportSource } from './revenue.ts';

/** The most that analytics gives in one answer. */
const ROWS_MAX = 100_000;
const HOUR_MS = 3_600_000;

export interface RowTaking {
  take(row: ReportRow): void;
  /** Of one hour no more than so many are told. */
  readonly rowsMax?: number;
}

/** All rows of a report. Where one answer can't hold them, each half of its time is asked for: a group then comes in pieces, to be added up. */
export async function eachRow(
  analytics: ReportSource,
  query: Omit<ReportQuery, 'limit'>,
  taking: RowTaking,
): Promise<void> {
  const { fromMs, toMs } = query;
  const { take, rowsMax = ROWS_MAX } = taking;
  const rows = await analytics.report({ ...query, limit: rowsMax });
  const middleMs = fromMs + Math.ceil((toMs - fromMs) / 2 / HOUR_MS) * HOUR_MS;
  if (rows.length < rowsMax || middleMs >= toMs) {
    for (const row of rows) take(row);
    return;
  }
  await eachRow(analytics, { ...query, toMs: middleMs }, taking);
  await eachRow(analytics, { ...query, fromMs: middleMs }, taking);
}
