import { NONCE_BYTES } from './aes-gcm.ts';
import { decodeRecord, encodeRecord, type SubjectId, unwrapKey } from './subject-record.ts';
import type { RecordChange, Removal } from './subject-store.ts';
import type { SubjectMeans } from './subjects.ts';

export interface Tending {
  /** Subjects made before this are destroyed, POSIX seconds. */
  readonly expireBeforeS: number;
  /** Between two pages others may run. */
  readonly pause: () => Promise<void>;
}

export interface Tended {
  readonly expired: number;
  /** Keys now wrapped under the newest key-encryption key. */
  readonly rewrapped: number;
  /** Ids of key-encryption keys that some record still needs. When only the newest is left, the others can be destroyed. */
  readonly keysInUse: ReadonlySet<number>;
  /** Records whose key nobody can unwrap: their subjects are as good as destroyed, and are. */
  readonly lost: number;
  /** Subjects left. */
  readonly kept: number;
}

/** Small, since each page is gone through at one go, wrapping its keys anew once a day. */
const PAGE = 64;

/** Goes through all subjects once: destroys those whose time is over and wraps the others' keys under the newest key. */
export async function tendSubjects(means: SubjectMeans, { expireBeforeS, pause }: Tending): Promise<Tended> {
  const keysInUse = new Set<number>();
  const counts = { expired: 0, rewrapped: 0, lost: 0, kept: 0 };
  let after: SubjectId | undefined;
  for (;;) {
    const page = await means.store.list({ after, limit: PAGE });
    after = page.at(-1);
    if (after === undefined) return { ...counts, keysInUse };
    const removals: Removal[] = [];
    const changes: RecordChange[] = [];
    for (const subject of page) {
      const from = means.store.recordOf(subject);
      if (from === undefined) continue;
      const record = decodeRecord(from);
      const identifiers = record?.identifiers ?? [];
      if (record !== undefined && record.createdS < expireBeforeS) {
        counts.expired += 1;
        removals.push({ subject, from, identifiers });
        continue;
      }
      const to = rewrapped(from, { subject, means });
      if (to === undefined) {
        counts.lost += 1;
        removals.push({ subject, from, identifiers });
      } else if (to !== from) changes.push({ subject, from, to });
    }
    await means.store.remove(removals);
    const done = await means.store.replace(changes);
    counts.rewrapped += done.filter(Boolean).length;
    for (const subject of page) {
      const left = means.store.recordOf(subject);
      const keyId = left && decodeRecord(left)?.keyId;
      if (keyId === undefined) continue;
      keysInUse.add(keyId);
      counts.kept += 1;
    }
    await pause();
  }
}

/** The record with its key under the newest key-encryption key, itself where it is so already; undefined if it can't be read. */
function rewrapped(
  from: Uint8Array,
  { subject, means }: { subject: SubjectId; means: SubjectMeans },
): Uint8Array | undefined {
  const { ring, randomBytes } = means;
  const record = decodeRecord(from);
  const under = ring.newest();
  if (record?.keyId === under.id) return from;
  const dataKey = unwrapKey(from, subject, ring);
  if (record === undefined || dataKey === undefined) return undefined;
  const { createdS, identifiers } = record;
  return encodeRecord(
    { subject, createdS, dataKey, identifiers },
    { under, nonce: randomBytes(NONCE_BYTES) },
  );
}
