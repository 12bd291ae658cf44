import { int4, text, timestamptz } from './column.ts';

/** Who was told of a significant version of the policy: the proof without which it does not take effect. */
export const notices = {
  policy_notices: {
    version: int4.required,
    /** Of the policy: notice of another text is no notice. */
    policy_hash: text.required,
    /** The id of a user of the platform in the schema `auth`. */
    user_id: text.required,
    created_at: timestamptz.required,
    /** When the mail was handed over; null until then. */
    sent_at: timestamptz.nullable,
    attempts: int4.defaulted,
    /** When the person put the console's banner away. */
    acknowledged_at: timestamptz.nullable,
  },
} as const;
