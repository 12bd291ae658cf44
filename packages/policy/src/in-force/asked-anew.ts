import type { ReleaseRecord } from '../release/release-record.ts';
import type { CompiledPolicy } from '../rows.ts';

/** Of one announced widening: for which purposes people are asked anew. */
export interface AskedAnew {
  /** Midnight (UTC) of the day it was announced, milliseconds since the epoch. */
  readonly announcedMs: number;
  /** Purpose bits by index of the regime, as the version in force numbers both. */
  readonly purposes: readonly number[];
}

/**
 * What a version in force asks people anew for, from the records of the releases that led to it.
 * @param records of this version and those before it that count here: who began under a version was promised none before it
 */
export function askedAnew(policy: CompiledPolicy, records: readonly ReleaseRecord[]): readonly AskedAnew[] {
  const bits = new Map(policy.purposes.map(({ name, bit }) => [name, bit]));
  return records
    .filter(({ version, reConsent }) => version <= policy.version && reConsent.length > 0)
    .map(({ announced, reConsent }) => ({
      announcedMs: Date.parse(`${announced}T00:00:00Z`),
      // A purpose or regime that is gone by now is asked for by nobody.
      purposes: policy.regimes.map(({ name }) =>
        (reConsent.find(({ regime }) => regime === name)?.purposes ?? []).reduce(
          (sum, purpose) => sum | (bits.get(purpose) ?? 0),
          0,
        ),
      ),
    }));
}

/**
 * Purposes for which a choice of that time does not count: a widening of them was announced later, so it can't have been meant. Days
 * are whole: a choice of the day of the announcement counts.
 * @param chosenMs when the person was asked, milliseconds since the epoch; undefined where nobody says, which counts as before
 */
export function widenedSince(
  widenings: readonly AskedAnew[],
  { regime, chosenMs }: { readonly regime: number; readonly chosenMs: number | undefined },
): number {
  let bits = 0;
  for (const { announcedMs, purposes } of widenings)
    if (chosenMs === undefined || chosenMs < announcedMs) bits |= purposes[regime] ?? 0;
  return bits;
}
