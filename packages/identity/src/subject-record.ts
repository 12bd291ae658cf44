import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './aes-gcm.ts';
import type { IdentifierHash } from './identifier-hash.ts';
import type { KeyEncryptionKey, KeyRing } from './key-ring.ts';

/** 16 random bytes that stand for a person. */
export const SUBJECT_BYTES = 16;
/** A subject's id as text: 22 characters (base64url). */
export type SubjectId = string;

const FORMAT = 1;
const HASH_BYTES = 32;
const AT = { created: 1, keyId: 5, nonce: 9, wrapped: 21, identifiers: 69 } as const;
const DOMAIN = Buffer.from('jianchat/subject-key/1\n');

/**
 * What is stored of a subject: `format u8 ‖ created u32 ‖ key id u32 ‖ nonce 12 ‖ wrapped data key 48 ‖ identifier hashes
 * 32 each`, numbers big-endian. The identifiers stand here so that all of them leave with the subject.
 */
export interface SubjectRecord {
  /** POSIX seconds. */
  readonly createdS: number;
  readonly keyId: number;
  readonly identifiers: readonly IdentifierHash[];
}

export interface NewRecord {
  readonly subject: SubjectId;
  readonly createdS: number;
  /** 32 random bytes. */
  readonly dataKey: Uint8Array;
  readonly identifiers: readonly IdentifierHash[];
}

/** The record's bytes, with the data key wrapped (AES-256-GCM) under the key-encryption key. */
export function encodeRecord(
  record: NewRecord,
  { under, nonce }: { under: KeyEncryptionKey; nonce: Uint8Array },
): Buffer {
  const bytes = Buffer.alloc(AT.identifiers + record.identifiers.length * HASH_BYTES);
  bytes.writeUInt8(FORMAT);
  bytes.writeUInt32BE(record.createdS, AT.created);
  bytes.writeUInt32BE(under.id, AT.keyId);
  bytes.set(nonce, AT.nonce);
  const context = contextOf(record.subject, bytes);
  bytes.set(encrypt(record.dataKey, { key: under.key, nonce, context }), AT.wrapped);
  for (const [at, hash] of record.identifiers.entries())
    bytes.set(Buffer.from(hash, 'base64url'), AT.identifiers + at * HASH_BYTES);
  return bytes;
}

/** Undefined for bytes that are no record. The key in it is not looked at. */
export function decodeRecord(bytes: Uint8Array): SubjectRecord | undefined {
  const buffer = asBuffer(bytes);
  const rest = buffer.length - AT.identifiers;
  if (rest < 0 || rest % HASH_BYTES !== 0 || buffer[0] !== FORMAT) return undefined;
  return {
    createdS: buffer.readUInt32BE(AT.created),
    keyId: buffer.readUInt32BE(AT.keyId),
    identifiers: Array.from({ length: rest / HASH_BYTES }, (_, at) =>
      buffer.toString('base64url', AT.identifiers + at * HASH_BYTES, AT.identifiers + (at + 1) * HASH_BYTES),
    ),
  };
}

/** The data key; undefined where its key-encryption key is destroyed, or the record is another subject's or damaged. */
export function unwrapKey(
  bytes: Uint8Array,
  subject: SubjectId,
  ring: Pick<KeyRing, 'byId'>,
): Buffer | undefined {
  const record = decodeRecord(bytes);
  const under = record && ring.byId(record.keyId);
  if (under === undefined) return undefined;
  const buffer = asBuffer(bytes);
  const nonce = buffer.subarray(AT.nonce, AT.nonce + NONCE_BYTES);
  const wrapped = buffer.subarray(AT.wrapped, AT.wrapped + KEY_BYTES + TAG_BYTES);
  return decrypt(wrapped, { key: under.key, nonce, context: contextOf(subject, buffer) });
}

/** Whose key, made when, wrapped by which: none of it can be exchanged unseen. */
function contextOf(subject: SubjectId, bytes: Buffer): Buffer {
  return Buffer.concat([DOMAIN, Buffer.from(subject, 'base64url'), bytes.subarray(0, AT.nonce)]);
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
