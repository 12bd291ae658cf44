import { HASH_BYTES } from '../merkle/hashing.ts';
import { decodeBase64 } from '../notes/base64.ts';
import { type Checkpoint, parseCheckpoint } from '../notes/checkpoint.ts';
import { formatNote, parseNote, verifyNote } from '../notes/signed-note.ts';
import type { VerifierKey } from '../notes/vkey.ts';

/** What a log asks a witness: to cosign a checkpoint that continues the one it cosigned last (C2SP tlog-witness). */
export interface AddCheckpoint {
  /** Size of the tree that the witness cosigned last; 0 for none. */
  readonly oldSize: number;
  readonly proof: readonly Buffer[];
  /** The signed checkpoint, as published. */
  readonly checkpoint: Uint8Array;
}

/** The 409's type: its body is the size that the witness cosigned last. */
export const SIZE_TYPE = 'text/x.tlog.size';
const PROOF_LINES_MAX = 63;

/** Body of `POST …/add-checkpoint`. */
export function encodeAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): Buffer {
  const lines = proof.map((hash) => `${hash.toString('base64')}\n`).join('');
  return Buffer.concat([Buffer.from(`old ${oldSize}\n${lines}\n`), checkpoint]);
}

/** Undefined unless the body is exactly as the protocol has it; the checkpoint's signatures are not verified. */
export function decodeAddCheckpoint(
  body: Uint8Array,
): (AddCheckpoint & { readonly parsed: Checkpoint }) | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const blank = bytes.indexOf('\n\n');
  if (blank === -1) return undefined;
  const [old = '', ...lines] = bytes.toString('latin1', 0, blank).split('\n');
  const size = sizeOf(old.startsWith('old ') ? old.slice(4) : '');
  const proof = lines.map(decodeBase64).filter((hash) => hash?.length === HASH_BYTES);
  const checkpoint = bytes.subarray(blank + 2);
  const parsed = parseCheckpoint(checkpoint);
  if (size === undefined || lines.length > PROOF_LINES_MAX || parsed === undefined) return undefined;
  const hashes = proof.filter((hash) => hash !== undefined);
  return hashes.length === lines.length ? { oldSize: size, proof: hashes, checkpoint, parsed } : undefined;
}

/** A tree size as the protocol writes it: decimal, no leading zeros. */
export function sizeOf(text: string): number | undefined {
  const size = /^(0|[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}

/**
 * The checkpoint with the cosignatures in a witness's answer added that hold under its key; undefined when none does. What
 * the answer says besides is left out.
 */
export function withCosignature(
  checkpoint: Uint8Array,
  answer: Uint8Array,
  witness: VerifierKey,
): Buffer | undefined {
  const own = parseNote(checkpoint);
  const all = parseNote(Buffer.concat([checkpoint, answer]));
  if (own === undefined || all === undefined) return undefined;
  const added = all.signatures
    .slice(own.signatures.length)
    .filter((signature) => verifyNote({ text: own.text, signatures: [signature] }, witness) === true);
  const [first] = added;
  return first && formatNote({ text: own.text, signatures: [...own.signatures, first] });
}
