import { int8, text, timestamptz } from './column.ts';

/** What the database itself writes on every record that can be edited, with each change of it. */
export const stamp = {
  /** Never given twice, not even after a removal; grows with each change. */
  revision: int8.defaulted,
  changed_at: timestamptz.defaulted,
  /** `user:ID` or `key:ID`; null where a command, a file or the platform itself did it. */
  changed_by: text.nullable,
} as const;
