import { decodeBase64 } from './base64.ts';
import { isKeyName, SIGNATURE, type SignerKey, type VerifierKey } from './vkey.ts';

/** A text and who signed it, not yet verified (C2SP signed-note). */
export interface Note {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  /** What follows the key id: for a cosignature its time, then the signature. */
  readonly bytes: Buffer;
}

const SIGNATURES_MAX = 100;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Control characters other than newline, which a note must not hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the format is defined by them
const CONTROL = /[\x00-\x09\x0b-\x1f]/;

export function parseNote(bytes: Uint8Array): Note | undefined {
  let all: string;
  try {
    all = utf8.decode(bytes);
  } catch {
    return undefined;
  }
  const blank = all.lastIndexOf('\n\n');
  if (blank === -1 || !all.endsWith('\n') || CONTROL.test(all)) return undefined;
  const lines = all.slice(blank + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) return undefined;
  const signatures = lines.map(parseSignature).filter((signature) => signature !== undefined);
  if (signatures.length !== lines.length) return undefined;
  return { text: all.slice(0, blank + 1), signatures };
}

function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name = '', base64 = '', ...rest] = line.split(' ');
  const bytes = decodeBase64(base64);
  if (dash !== '—' || rest.length > 0 || !isKeyName(name) || bytes === undefined || bytes.length < 5)
    return undefined;
  return { name, keyId: bytes.readUInt32BE(), bytes: bytes.subarray(4) };
}

export function formatNote({ text, signatures }: Note): Buffer {
  return Buffer.from(`${text}\n${signatures.map(formatSignature).join('')}`);
}

/** A signature's line, its newline included. */
export function formatSignature({ name, keyId, bytes }: NoteSignature): string {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyId);
  return `— ${name} ${Buffer.concat([id, bytes]).toString('base64')}\n`;
}

/** @param timeS POSIX seconds; only a cosignature holds them, and it must have them. */
export function signText(text: string, key: SignerKey, { timeS = 0 } = {}): NoteSignature {
  const signed = { name: key.name, keyId: key.id };
  if (key.type === SIGNATURE.ed25519) return { ...signed, bytes: key.sign(Buffer.from(text)) };
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(timeS));
  return { ...signed, bytes: Buffer.concat([time, key.sign(cosigned(text, BigInt(timeS)))]) };
}

/**
 * Whether the key signed the text: `unknown` when no signature names it, `false` when one does and does not hold, in
 * which case the whole note should be refused.
 */
export function verifyNote(note: Note, key: VerifierKey): boolean | 'unknown' {
  const own = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.id);
  if (own.length === 0) return 'unknown';
  return own.every(({ bytes }) => {
    if (key.type === SIGNATURE.ed25519) return key.verify(Buffer.from(note.text), bytes);
    if (bytes.length !== 72) return false;
    return key.verify(cosigned(note.text, bytes.readBigUInt64BE()), bytes.subarray(8));
  });
}

/** What a witness signs (C2SP tlog-cosignature, Ed25519 signed message). */
function cosigned(text: string, timeS: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${timeS}\n${text}`);
}
