import { NONCE_BYTES } from './aes-gcm.ts';
import type { Identifier, IdentifierHash } from './identifier-hash.ts';
import { COMMITMENT_BYTES, commitmentKey, commitTo } from './subject-keys.ts';
import { encodeRecord, SUBJECT_BYTES, type SubjectId, unwrapKey } from './subject-record.ts';
import type { SubjectMeans } from './subjects.ts';

export interface RecogniserOptions extends SubjectMeans {
  readonly hash: (identifier: Identifier) => IdentifierHash | undefined;
  /** Milliseconds since epoch. */
  readonly now: () => number;
  /** Calls back soon, behind the request: subjects met meanwhile are written together. */
  readonly later: (work: () => void) => void;
  /** Asked each time somebody new would get a subject; false leaves them a stranger. Without it everybody may. */
  readonly mayMeet?: () => boolean;
  /** Told when new subjects could not be kept; their first disclosures then stay unlinked. */
  readonly onFault: (fault: unknown) => void;
}

/** The request path's part of identity: from an identifier to a commitment, in microseconds. */
export interface Recogniser {
  /**
   * 32 bytes that stand for the person in the record of this auction's disclosures. Undefined stands for somebody
   * nobody recognises, and so does an identifier that can't be kept now: the bytes are then made up, and look the same.
   */
  commit(identifier: Identifier | undefined, auction: string): Buffer;
  /**
   * What stands for the person in a matter of its own, always the same: 16 bytes under the person's key, gone with it.
   * Undefined where nobody is recognised or kept.
   */
  pseudonym(identifier: Identifier | undefined, matter: string): Buffer | undefined;
  /** Resolves when every subject met so far is durable or given up. */
  settled(): Promise<void>;
}

interface Met {
  readonly subject: SubjectId;
  readonly dataKey: Buffer;
  readonly commitments: Uint8Array;
}

interface KnownKey {
  readonly commitments: Uint8Array;
  readonly untilMs: number;
}

/** New subjects that may wait to be written; whoever sends made-up identifiers gets no further. */
const MET_MAX = 4_096;
/** Unwrapped keys kept at most, and for how long: a subject destroyed elsewhere is out of memory by then. */
const KEYS_MAX = 50_000;
const KEY_MS = 60_000;
const PSEUDONYM_BYTES = 16;

export function createRecogniser(options: RecogniserOptions): Recogniser {
  const { store, ring, hash, randomBytes, now } = options;
  const known = new Map<SubjectId, KnownKey>();
  const book = createBook(options);

  const commitmentsOf = (subject: SubjectId): Uint8Array | undefined => {
    const nowMs = now();
    const kept = known.get(subject);
    if (kept !== undefined && kept.untilMs > nowMs) return kept.commitments;
    known.delete(subject);
    const record = store.recordOf(subject);
    const dataKey = record && unwrapKey(record, subject, ring);
    if (dataKey === undefined) return undefined;
    const commitments = commitmentKey(dataKey);
    if (known.size >= KEYS_MAX) known.clear();
    known.set(subject, { commitments, untilMs: nowMs + KEY_MS });
    return commitments;
  };
  const keyFor = (identifier: Identifier): Uint8Array | undefined => {
    const hashed = hash(identifier);
    if (hashed === undefined) return undefined;
    // Asked of the store each time: a mapping that was removed must not be remembered.
    const subject = store.subjectOf(hashed);
    return subject === undefined ? book.meet(hashed)?.commitments : commitmentsOf(subject);
  };
  return {
    commit(identifier, auction) {
      const key = identifier && keyFor(identifier);
      return key === undefined ? randomBytes(COMMITMENT_BYTES) : commitTo(auction, key);
    },
    pseudonym(identifier, matter) {
      const key = identifier && keyFor(identifier);
      // No auction's id has a space in it: a pseudonym is no commitment.
      return key && commitTo(`pseudonym ${matter}`, key).subarray(0, PSEUDONYM_BYTES);
    },
    settled: book.settled,
  };
}

interface Book {
  /** The subject that an unknown identifier gets; undefined with too many waiting. */
  meet(identifier: IdentifierHash): Met | undefined;
  settled(): Promise<void>;
}

/** Subjects that were met and are not in the store yet. */
function createBook({ store, ring, randomBytes, now, later, mayMeet, onFault }: RecogniserOptions): Book {
  let waiting = new Map<IdentifierHash, Met>();
  /** Under way to the store; still answered from here until they can be read there. */
  let leaving = new Map<IdentifierHash, Met>();
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    while (waiting.size > 0) {
      leaving = waiting;
      waiting = new Map();
      const createdS = Math.floor(now() / 1000);
      const made = Array.from(leaving, ([identifier, { subject, dataKey }]) => ({
        subject,
        identifier,
        record: encodeRecord(
          { subject, createdS, dataKey, identifiers: [identifier] },
          { under: ring.newest(), nonce: randomBytes(NONCE_BYTES) },
        ),
      }));
      await store.create(made).catch(onFault);
      leaving = new Map();
    }
  };
  const start = (): void => {
    writing ??= write().finally(() => {
      writing = undefined;
    });
  };
  return {
    meet(identifier) {
      const met = waiting.get(identifier) ?? leaving.get(identifier);
      if (met !== undefined) return met;
      if (waiting.size >= MET_MAX || mayMeet?.() === false) return undefined;
      const dataKey = randomBytes(32);
      const made: Met = {
        subject: randomBytes(SUBJECT_BYTES).toString('base64url'),
        dataKey,
        commitments: commitmentKey(dataKey),
      };
      waiting.set(identifier, made);
      if (writing === undefined && waiting.size === 1) later(start);
      return made;
    },
    async settled() {
      start();
      await writing;
    },
  };
}
