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
  /** Records wrapped under a key that was destroyed: their subjects are as good as destroyed, and are. */
  readonly lost: number;
  /** Records that don't open under the key they name, as under another master key. They are left as they are. */
  readonly unreadable: number;
  /** Subjects left. */
  readonly kept: number;
}

/** Small, since each page is gone through at one go, wrapping its keys anew once a day. */
const PAGE = 64;

/** Goes through all subjects once: destroys those whose time is over and wraps the others' keys under the newest key. */
export async function tendSubjects(means: SubjectMeans, { expireBeforeS, pause }: Tending): Promise<Tended> {
  const keysInUse = new Set<number>();
  const counts = { expired: 0, rewrapped: 0, lost: 0, unreadable: 0, kept: 0 };
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
      const fate = fateOf(from, { subject, means, expireBeforeS });
      if (fate === 'kept') continue;
      if (fate === 'expired' || fate === 'lost')
        removals.push({ subject, from, identifiers: decodeRecord(from)?.identifiers ?? [] });
      if (typeof fate === 'string') counts[fate] += 1;
      else changes.push({ subject, from, to: fate });
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

/** What becomes of a record: it goes, it stays, or it is replaced by one with its key under the newest key-encryption key. */
function fateOf(
  from: Uint8Array,
  place: { subject: SubjectId; means: SubjectMeans; expireBeforeS: number },
): 'kept' | 'expired' | 'lost' | 'unreadable' | Uint8Array {
  const { subject, means, expireBeforeS } = place;
  const { ring, randomBytes } = means;
  const record = decodeRecord(from);
  if (record === undefined) return 'unreadable';
  const { createdS, identifiers, keyId } = record;
  if (createdS < expireBeforeS) return 'expired';
  const under = ring.newest();
  if (keyId === under.id) return 'kept';
  if (ring.byId(keyId) === undefined) return 'lost';
  const dataKey = unwrapKey(from, subject, ring);
  if (dataKey === undefined) return 'unreadable';
  const nonce = randomBytes(NONCE_BYTES);
  return encodeRecord({ subject, createdS, dataKey, identifiers }, { under, nonce });
}
