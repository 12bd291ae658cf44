/**
 * Hot state: small numbers the request path reads in microseconds, synchronously, from a local replica.
 *
 * Only counters for now (money spent per line item); caps, leases and profiles join as keys of their own family.
 */
export interface HotState {
  /**
   * The value last written by any process, not older than `capabilities.stalenessMsMax`; undefined where none is.
   * Never throws: with the store gone the last known value is answered and `ready()` turns false.
   */
  readNumber(key: string): number | undefined;
  /** Writes all or nothing; resolves when durable. Absolute values, so that repeating a write changes nothing. */
  writeNumbers(entries: readonly (readonly [key: string, value: number])[]): Promise<void>;
  readonly capabilities: { readonly stalenessMsMax: number };
  ready(): boolean;
  close(): Promise<void>;
}

/** Micros spent by a line item since its start. */
export const spentTotalKey = (lineItem: string): string => `spent/${lineItem}/total`;
/** Micros spent by a line item on a UTC day, `day` as YYYY-MM-DD. */
export const spentDayKey = (lineItem: string, day: string): string => `spent/${lineItem}/${day}`;

/** What may be kept, by the name under which the policy declares it: a key of no family is a fault of its writer. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  'spent.total': /^spent\/[^/]+\/total$/,
  'spent.day': /^spent\/[^/]+\/\d{4}-\d\d-\d\d$/,
};
export const hotFamilies: readonly string[] = Object.keys(FAMILIES);

/** The family of a key; undefined for a key of none. */
export const hotFamilyOf = (key: string): string | undefined =>
  hotFamilies.find((family) => FAMILIES[family]?.test(key));
