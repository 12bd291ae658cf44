import type { SubjectStore } from '@jianchat/identity';
import {
  type HotGroup,
  type HotState,
  SUBJECT_RECORDS,
  subjectOfKey,
  subjectRecordKey,
} from './hot-state.ts';

/** Keeps subjects in hot state: two small reads on the request path, and changes that hold together. */
export function subjectsInHotState(hot: HotState): SubjectStore {
  return {
    subjectOf(identifier) {
      const bytes = hot.readBytes(subjectOfKey(identifier));
      return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
    },
    recordOf: (subject) => hot.readBytes(subjectRecordKey(subject)),
    create: (made) =>
      hot.change(
        made.map(
          ({ subject, identifier, record }): HotGroup => [
            { key: subjectOfKey(identifier), value: Buffer.from(subject, 'base64url'), was: 'absent' },
            { key: subjectRecordKey(subject), value: record, was: 'absent' },
          ],
        ),
      ),
    replace: (changes) =>
      hot.change(
        changes.map(({ subject, from, to }) => [{ key: subjectRecordKey(subject), value: to, was: from }]),
      ),
    remove: (removals) =>
      hot.change(
        removals.map(
          ({ subject, from, identifiers }): HotGroup => [
            { key: subjectRecordKey(subject), value: undefined, was: from },
            ...identifiers.map((identifier) => ({ key: subjectOfKey(identifier), value: undefined })),
          ],
        ),
      ),
    async list({ after, limit }) {
      const from = after === undefined ? undefined : subjectRecordKey(after);
      const keys = await hot.listKeys(SUBJECT_RECORDS, { after: from, limit });
      return keys.map((key) => key.slice(SUBJECT_RECORDS.length));
    },
  };
}
