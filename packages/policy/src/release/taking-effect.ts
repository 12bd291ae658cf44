import type { ReleaseRecord } from './release-record.ts';

/** That everybody concerned was told of a version, and when the last of them was. */
export interface NoticeProof {
  readonly version: number;
  /** The policy's hash: notice of another text is no notice. */
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly completedMs: number;
}

const DAY_MS = 86_400_000;

/**
 * When a released version takes effect, ms; `Infinity` while a condition isn't met. A widening waits until everybody has had notice for
 * the whole period, however late the notice went out; the date of its release is only the earliest.
 */
export function takesEffectMs(record: ReleaseRecord, proof: NoticeProof | undefined): number {
  // There must be a first policy.
  if (record.previous === null) return Number.NEGATIVE_INFINITY;
  const effectiveMs = Date.parse(`${record.effective}T00:00:00Z`);
  if (record.noticeDays === 0) return effectiveMs;
  if (proof === undefined || proof.version !== record.version || proof.hash !== record.hash)
    return Number.POSITIVE_INFINITY;
  const toldDay = Math.floor(proof.completedMs / DAY_MS);
  return Math.max(effectiveMs, (toldDay + record.noticeDays) * DAY_MS);
}
