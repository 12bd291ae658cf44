/** What became of the values of one field. */
export interface FateCounts {
  readonly kept: number;
  readonly truncated: number;
  readonly hashed: number;
  readonly dropped: number;
}

/**
 * What an installation has done, in numbers that tell nothing about anybody: each is cut down by `coarseCount`, and none is about
 * a medium, an account or a person.
 */
export interface PolicyCounters {
  /** First and last request counted, milliseconds since the epoch. */
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Ad requests that passed the collect gate. */
  readonly requests: number;
  /** By regime name. */
  readonly regimes: Readonly<Record<string, number>>;
  /** By field name. */
  readonly fields: Readonly<Record<string, FateCounts>>;
  /** Members of requests that no field declares. */
  readonly undeclared: number;
  /** Disclosures by recipient class. */
  readonly disclosures: Readonly<Record<string, number>>;
  /** Fields that a contract names and the person's choices or place kept back. */
  readonly withheld: number;
  /** Recipients that were not asked at all, because nothing could be shown to them. */
  readonly refused: number;
  /** Events for which somebody was charged; undefined while the reports can't be read. */
  readonly charged: number | undefined;
}

/** Below this, a count is only told to be small. */
export const SMALL_COUNT = 10;

/** A count cut down so that one request more or less doesn't show: tens below a thousand, then three figures; 0 for a small one. */
export function coarseCount(count: number): number {
  if (count < SMALL_COUNT) return 0;
  const step = count < 1_000 ? 10 : 10 ** (Math.floor(Math.log10(count)) - 2);
  return Math.floor(count / step) * step;
}
