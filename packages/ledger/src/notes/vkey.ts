import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from '../merkle/hashing.ts';
import { decodeBase64 } from './base64.ts';

/** Signature types of C2SP signed-note: plain Ed25519, and a witness's Ed25519 cosignature with its time. */
export const SIGNATURE = { ed25519: 0x01, cosignature: 0x04 } as const;
export type SignatureType = (typeof SIGNATURE)[keyof typeof SIGNATURE];

/** A public key as C2SP signed-note knows it. */
export interface VerifierKey {
  readonly name: string;
  readonly type: SignatureType;
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), big-endian. */
  readonly id: number;
  readonly publicKey: Buffer;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

export interface SignerKey extends VerifierKey {
  sign(message: Uint8Array): Buffer;
}

// The fixed beginnings of an Ed25519 key's DER (RFC 8410); only the 32 bytes after them differ.
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const NAME = /^[^\s+]+$/u;

export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** @param seed 32 secret bytes, the private key of RFC 8032. */
export function signerKey(
  name: string,
  seed: Uint8Array,
  type: SignatureType = SIGNATURE.ed25519,
): SignerKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const key = verifierKey(name, spki.subarray(SPKI_HEAD.length), type);
  return { ...key, sign: (message) => sign(null, message, privateKey) };
}

export function verifierKey(name: string, publicKey: Buffer, type: SignatureType): VerifierKey {
  if (!isKeyName(name)) throw new Error('a key name has no spaces and no plus sign');
  const key: KeyObject = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return {
    name,
    type,
    id: keyId(name, type, { publicKey }),
    publicKey,
    verify: (message, signature) => signature.length === 64 && verify(null, message, key, signature),
  };
}

function keyId(name: string, type: SignatureType, { publicKey }: { publicKey: Buffer }): number {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([type]), publicKey])).readUInt32BE();
}

/** `NAME+KEYID+BASE64(type ‖ public key)`, as C2SP signed-note and Go's `note` package write it. */
export function formatVkey({ name, id, type, publicKey }: VerifierKey): string {
  const key = Buffer.concat([Buffer.from([type]), publicKey]).toString('base64');
  return `${name}+${id.toString(16).padStart(8, '0')}+${key}`;
}

export function parseVkey(text: string): VerifierKey | undefined {
  // The key itself may hold plus signs; name and id don't.
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text);
  const bytes = decodeBase64(found?.[3] ?? '');
  const type = Object.values(SIGNATURE).find((known) => known === bytes?.[0]);
  if (!found || bytes?.length !== 33 || type === undefined) return undefined;
  const key = verifierKey(found[1] ?? '', bytes.subarray(1), type);
  return formatVkey(key) === text ? key : undefined;
}
