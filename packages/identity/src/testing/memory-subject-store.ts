import type { IdentifierHash } from '../identifier-hash.ts';
import type { SubjectId } from '../subject-record.ts';
import type { SubjectStore } from '../subject-store.ts';

export interface MemorySubjectStore extends SubjectStore {
  readonly subjects: Map<IdentifierHash, SubjectId>;
  readonly records: Map<SubjectId, Uint8Array>;
}

/** Subjects in memory, by the port's rules. */
export function memorySubjectStore(): MemorySubjectStore {
  const subjects = new Map<IdentifierHash, SubjectId>();
  const records = new Map<SubjectId, Uint8Array>();
  const isStill = (subject: SubjectId, from: Uint8Array): boolean => {
    const there = records.get(subject);
    return there !== undefined && Buffer.compare(there, from) === 0;
  };
  return {
    subjects,
    records,
    subjectOf: (identifier) => subjects.get(identifier),
    recordOf: (subject) => records.get(subject),
    create: async (made) =>
      made.map(({ subject, identifier, record }) => {
        if (subjects.has(identifier) || records.has(subject)) return false;
        subjects.set(identifier, subject);
        records.set(subject, record);
        return true;
      }),
    replace: async (changes) =>
      changes.map(({ subject, from, to }) => {
        if (!isStill(subject, from)) return false;
        records.set(subject, to);
        return true;
      }),
    remove: async (removals) =>
      removals.map(({ subject, from, identifiers }) => {
        if (!isStill(subject, from)) return false;
        records.delete(subject);
        for (const identifier of identifiers) subjects.delete(identifier);
        return true;
      }),
    list: async ({ after, limit }) =>
      [...records.keys()]
        .sort()
        .filter((subject) => after === undefined || subject > after)
        .slice(0, limit),
  };
}
