import { bytea, text, timestamptz } from './column.ts';

/** Bearer keys of the control API. The secret itself is never stored. */
export const keys = {
  api_keys: {
    id: text.required,
    /** Null: a key of the operator, not bound to one account. */
    account_id: text.nullable,
    role: text.required,
    secret_sha256: bytea.required,
    name: text.required,
    created_at: timestamptz.defaulted,
    revoked_at: timestamptz.nullable,
    last_used_at: timestamptz.nullable,
  },
} as const;
