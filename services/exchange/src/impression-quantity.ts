import type { RequestFor } from '@jianchat/policy';
import { isObject } from './json-object.ts';

type Imp = RequestFor<'adDelivery'>['imp'][number];

/** A screen that more people than this see is a mistake. */
const MULTIPLIER_MAX = 10_000;

/**
 * How many impressions one display on a public screen stands for, in thousandths (`imp.qty.multiplier`, OpenRTB 2.6, section 3.2.31);
 * undefined where it is one. Money follows it, and whoever asks earns it: so it counts in requests of public screens only, where the
 * placement's own imp or its screen names a multiplier, and never above that.
 * @param placement the placement's imp as it is configured
 * @param screenMultiplier what its media says for all of its placements
 */
export function impressionsMilli(
  { qty }: Imp,
  {
    isScreen,
    placement,
    screenMultiplier,
  }: {
    isScreen: boolean;
    placement: Readonly<Record<string, unknown>> | undefined;
    screenMultiplier?: number | undefined;
  },
): number | undefined {
  const own = isObject(placement?.['qty']) ? placement['qty']['multiplier'] : undefined;
  const configured = own ?? screenMultiplier;
  if (!isScreen || typeof configured !== 'number' || !(configured > 0)) return undefined;
  const asked = qty?.multiplier;
  const multiplier = Math.min(
    asked !== undefined && asked > 0 ? asked : configured,
    configured,
    MULTIPLIER_MAX,
  );
  const milli = Math.max(1, Math.round(multiplier * 1000));
  return milli === 1000 ? undefined : milli;
}
