import { bytea, column, text, timestamptz } from './column.ts';

/** Keys, of which the secret itself is never stored: those of the control API first. */
export const keys = {
  api_keys: {
    id: text.required,
    /** Null: a key of the operator, not bound to one account. */
    account_id: text.nullable,
    /** Given for role `advertiser` and for no other. */
    advertiser_id: text.nullable,
    role: text.required,
    secret_sha256: bytea.required,
    name: text.required,
    created_at: timestamptz.defaulted,
    revoked_at: timestamptz.nullable,
    last_used_at: timestamptz.nullable,
  },
  /** Keys by which advertisers report conversions. Days are UTC's, YYYY-MM-DD. */
  conversion_keys: {
    id: text.required,
    advertiser_id: text.required,
    use: column<'server' | 'page'>('text').required,
    /** Of the whole key, in hexadecimal. */
    secret_sha256: text.required,
    created_on: text.required,
    revoked_on: text.nullable,
    last_used_on: text.nullable,
  },
} as const;
