import { randomBytes } from 'node:crypto';
import { createIdentifierHash } from '../identifier-hash.ts';
import { createKeyRing, type KeyEpoch } from '../key-ring.ts';
import { createRecogniser, type Recogniser } from '../recogniser.ts';
import type { SubjectStore } from '../subject-store.ts';
import type { SubjectMeans } from '../subjects.ts';

export const NOW_MS = 1_800_000_000_000;
const MASTER = Buffer.alloc(32, 3);

/** Identity with everything about it in the open. */
export interface SampleMeans extends SubjectMeans {
  readonly hash: ReturnType<typeof createIdentifierHash>;
  /** Changed by tests to rotate. */
  readonly epochs: KeyEpoch[];
  readonly recogniser: Recogniser;
  readonly faults: unknown[];
  clock: { nowMs: number };
}

export function sampleMeans(store: SubjectStore): SampleMeans {
  const epochs: KeyEpoch[] = [{ id: 1, salt: Buffer.alloc(32, 1) }];
  const ring = createKeyRing(MASTER, () => epochs);
  const hash = createIdentifierHash(Buffer.alloc(32, 4));
  const clock = { nowMs: NOW_MS };
  const faults: unknown[] = [];
  const recogniser = createRecogniser({
    store,
    ring,
    randomBytes,
    hash,
    now: () => clock.nowMs,
    later: setImmediate,
    onFault: (fault) => faults.push(fault),
  });
  return { store, ring, randomBytes, hash, epochs, recogniser, faults, clock };
}

/** An identifier of a person by number. */
export const identifierOf = (person: number, field = 8) => ({
  field,
  value: `00000000-0000-4000-8000-${String(person).padStart(12, '0')}`,
});

/** The subject that a recognised person has. */
export function subjectOf({ store, hash }: SampleMeans, person: number): string {
  const subject = store.subjectOf(hash(identifierOf(person)) ?? '');
  if (subject === undefined) throw new Error(`person ${person} has no subject`);
  return subject;
}
