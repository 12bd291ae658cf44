import { NONCE_BYTES } from './aes-gcm.ts';
import type { KeyRing } from './key-ring.ts';
import { openValue, sealValue, type ValueContext } from './sealed-value.ts';
import { commitmentKey, commitTo, valueKey } from './subject-keys.ts';
import { decodeRecord, type SubjectId, unwrapKey } from './subject-record.ts';
import type { SubjectStore } from './subject-store.ts';

export interface SubjectMeans {
  readonly store: SubjectStore;
  readonly ring: KeyRing;
  readonly randomBytes: (n: number) => Buffer;
}

export type Opening =
  | { readonly status: 'opened'; readonly value: Buffer }
  /** There is no such subject, or there is none any more: nobody opens this again. */
  | { readonly status: 'no-subject' }
  /** Not what was sealed for this subject, field and version. */
  | { readonly status: 'not-sealed' };

/** What can be done with a person who is known by subject id. Every call asks the store: a destroyed key is never used. */
export interface Subjects {
  /** Encrypts under the subject's own key; undefined where there is no subject. */
  seal(value: Uint8Array, context: ValueContext): Buffer | undefined;
  open(sealed: Uint8Array, context: ValueContext): Opening;
  /** What stands for the subject in the record of an auction's disclosures; undefined without subject. */
  commitment(subject: SubjectId, auction: string): Buffer | undefined;
  /**
   * The key of all of them, for `commitTo`: who has it can tell which disclosures are about the subject, for ever. For looking
   * through many, and for the person themself.
   */
  commitmentKey(subject: SubjectId): Buffer | undefined;
  /**
   * Destroys the subject's key and every identifier that led to it; false where there is none. What was sealed stays
   * closed and what was committed stays unlinked from then on. Resolves when durable.
   */
  destroy(subject: SubjectId): Promise<boolean>;
}

/** Removals tried against changes that come between. */
const ATTEMPTS = 5;

export function createSubjects({ store, ring, randomBytes }: SubjectMeans): Subjects {
  const dataKeyOf = (subject: SubjectId): Buffer | undefined => {
    const record = store.recordOf(subject);
    return record && unwrapKey(record, subject, ring);
  };
  return {
    seal(value, context) {
      const dataKey = dataKeyOf(context.subject);
      const nonce = randomBytes(NONCE_BYTES);
      return dataKey && sealValue(value, { key: valueKey(dataKey), nonce, context });
    },
    open(sealed, context) {
      const dataKey = dataKeyOf(context.subject);
      if (dataKey === undefined) return { status: 'no-subject' };
      const value = openValue(sealed, { key: valueKey(dataKey), context });
      return value === undefined ? { status: 'not-sealed' } : { status: 'opened', value };
    },
    commitment(subject, auction) {
      const dataKey = dataKeyOf(subject);
      return dataKey && commitTo(auction, commitmentKey(dataKey));
    },
    commitmentKey(subject) {
      const dataKey = dataKeyOf(subject);
      return dataKey && commitmentKey(dataKey);
    },
    async destroy(subject) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const from = store.recordOf(subject);
        if (from === undefined) return false;
        const identifiers = decodeRecord(from)?.identifiers ?? [];
        const [removed] = await store.remove([{ subject, from, identifiers }]);
        if (removed) return true;
      }
      throw new Error('the subject changed with every attempt to remove it');
    },
  };
}
