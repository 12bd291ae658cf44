import type { IdentifierHash } from './identifier-hash.ts';
import type { SubjectId } from './subject-record.ts';

/**
 * Where subjects are kept: which identifier means whom, and each subject's record. Reads are synchronous, since requests
 * wait for them; what was removed is never answered again, and a store that can't be read answers that there is none.
 */
export interface SubjectStore {
  subjectOf(identifier: IdentifierHash): SubjectId | undefined;
  recordOf(subject: SubjectId): Uint8Array | undefined;
  /** Each is made whole or, where its identifier has a subject already, not at all (false). Durable when resolved. */
  create(made: readonly NewSubject[]): Promise<readonly boolean[]>;
  /** Replaces records that are still as they were read; false where one has changed or gone. Durable when resolved. */
  replace(changes: readonly RecordChange[]): Promise<readonly boolean[]>;
  /** Removes records that are still as they were read, with their identifiers; false where one has changed or gone. */
  remove(removals: readonly Removal[]): Promise<readonly boolean[]>;
  /** Subjects in a fixed order, those after the given one, at most `limit`. */
  list(page: { after: SubjectId | undefined; limit: number }): Promise<readonly SubjectId[]>;
}

export interface NewSubject {
  readonly subject: SubjectId;
  readonly identifier: IdentifierHash;
  readonly record: Uint8Array;
}

export interface RecordChange {
  readonly subject: SubjectId;
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

export interface Removal {
  readonly subject: SubjectId;
  readonly from: Uint8Array;
  readonly identifiers: readonly IdentifierHash[];
}
