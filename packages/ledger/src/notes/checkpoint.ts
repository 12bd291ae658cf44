import { HASH_BYTES } from '../merkle/hashing.ts';
import { decodeBase64 } from './base64.ts';
import { formatNote, type Note, parseNote, signText, verifyNote } from './signed-note.ts';
import type { SignerKey, VerifierKey } from './vkey.ts';

/** What a tree was at one size (C2SP tlog-checkpoint). */
export interface TreeHead {
  /** Who the log is: a URL without scheme, `ads.example.com/ledger`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export interface Checkpoint extends TreeHead {
  readonly note: Note;
}

const textOf = ({ origin, size, root }: TreeHead): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** The key's name must be the origin. */
export function signCheckpoint(head: TreeHead, key: SignerKey): Buffer {
  const text = textOf(head);
  return formatNote({ text, signatures: [signText(text, key)] });
}

/** Parses without verifying; extension lines, which this ledger never writes, are refused. */
export function parseCheckpoint(bytes: Uint8Array): Checkpoint | undefined {
  const note = parseNote(bytes);
  const [origin = '', sizeText = '', rootText = ''] = note?.text.split('\n') ?? [];
  const root = decodeBase64(rootText);
  const size = Number(sizeText);
  if (note === undefined || origin === '' || root?.length !== HASH_BYTES || !Number.isSafeInteger(size))
    return undefined;
  // Also refuses what Number() reads leniently, and anything after the third line.
  return textOf({ origin, size, root }) === note.text ? { origin, size, root, note } : undefined;
}

/** The checkpoint, if the log's key signed it. */
export function openCheckpoint(bytes: Uint8Array, key: VerifierKey): Checkpoint | undefined {
  const checkpoint = parseCheckpoint(bytes);
  if (checkpoint === undefined || checkpoint.origin !== key.name) return undefined;
  return verifyNote(checkpoint.note, key) === true ? checkpoint : undefined;
}

/** The names of those witnesses whose cosignature holds; undefined when one of them is wrong. */
export function witnessesOf(
  checkpoint: Checkpoint,
  witnesses: readonly VerifierKey[],
): readonly string[] | undefined {
  const verdicts = witnesses.map((key) => ({ name: key.name, holds: verifyNote(checkpoint.note, key) }));
  if (verdicts.some(({ holds }) => holds === false)) return undefined;
  return verdicts.filter(({ holds }) => holds === true).map(({ name }) => name);
}

/**
 * Adds a witness's cosignature (C2SP tlog-cosignature). The witness must have verified before that the tree is
 * consistent with the largest one it has seen.
 * @param timeS POSIX seconds.
 */
export function cosign(checkpoint: Checkpoint, witness: SignerKey, { timeS }: { timeS: number }): Buffer {
  const { text, signatures } = checkpoint.note;
  return formatNote({ text, signatures: [...signatures, signText(text, witness, { timeS })] });
}
