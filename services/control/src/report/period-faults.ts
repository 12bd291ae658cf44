import type { Fault } from '@jianchat/api-contract';

const PERIOD_DAYS_MAX = 400;

/** A report is about a period that begins before it ends, of a bounded length. */
export function periodFaults({ from, to }: { readonly from: string; readonly to: string }): readonly Fault[] {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days > 0 && days <= PERIOD_DAYS_MAX) return [];
  return [
    {
      path: 'query.to',
      code: 'report.period',
      message: `later than from, by at most ${PERIOD_DAYS_MAX} days`,
    },
  ];
}
