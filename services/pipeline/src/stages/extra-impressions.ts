import { createHash } from 'node:crypto';
import type { EventRecord } from '@jianchat/events';

/**
 * Whole impressions beyond one that a display stands for; none of other events. What is left over becomes one more in as many displays of
 * a thousand, chosen by the event's id: sums come out right, and a batch made again is the same.
 */
export function extraImpressions({ id, kind, claims: { impressionsMilli = 1000 } }: EventRecord): number {
  if (kind !== 'impression') return 0;
  const whole = Math.floor(impressionsMilli / 1000);
  const rest = impressionsMilli % 1000;
  if (rest === 0) return whole - 1;
  return whole - 1 + (createHash('sha256').update(id).digest().readUInt32LE(0) % 1000 < rest ? 1 : 0);
}
