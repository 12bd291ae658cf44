import { type BatchItem, encodeItem, isBatchItem } from '../batches/disclosure.ts';
import { encodeLeaf, isLeaf, itemHash, type Leaf } from '../batches/leaf.ts';
import { leafHash } from '../merkle/hashing.ts';
import { rootFromInclusion } from '../merkle/verify-proof.ts';
import { decodeBase64 } from '../notes/base64.ts';
import { type Checkpoint, openCheckpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/vkey.ts';

export const PROOF_FORMAT = 'jianchat-ledger-proof/1';

/** A proof that can be checked with nothing but the log's public key. Hashes are base64. */
export interface ProofDocument {
  readonly format: typeof PROOF_FORMAT;
  /** The signed checkpoint, as served. */
  readonly checkpoint: string;
  /** Index of the leaf in the log. */
  readonly leafIndex: number;
  readonly leaf: Leaf;
  /** From the leaf to the checkpoint's root, the nearest sibling first. */
  readonly leafProof: readonly string[];
  readonly items: readonly ItemProof[];
}

export interface ItemProof {
  /** Place in the batch. */
  readonly index: number;
  readonly item: BatchItem;
  /** From the item to the batch's root. */
  readonly proof: readonly string[];
}

/** What a proof is wrong in; the first that was found. */
export type ProofFault =
  | 'proof.malformed'
  | 'proof.checkpoint'
  | 'proof.leaf-not-in-log'
  | 'proof.item-not-in-batch';

export type ProofVerdict =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly items: readonly BatchItem[] }
  | { readonly ok: false; readonly fault: ProofFault };

/** Verifies a parsed document of unknown origin. */
export function verifyProofDocument(value: unknown, key: VerifierKey): ProofVerdict {
  if (!isProofDocument(value)) return { ok: false, fault: 'proof.malformed' };
  const checkpoint = openCheckpoint(Buffer.from(value.checkpoint), key);
  if (checkpoint === undefined) return { ok: false, fault: 'proof.checkpoint' };
  const root = rootOver({
    index: value.leafIndex,
    size: checkpoint.size,
    hash: leafHash(encodeLeaf(value.leaf)),
    proof: value.leafProof,
  });
  if (!root?.equals(checkpoint.root)) return { ok: false, fault: 'proof.leaf-not-in-log' };
  const size = value.leaf.count;
  const isProven = value.items.every(({ index, item, proof }) => {
    const isInside = item.offset >= value.leaf.from && item.offset < value.leaf.to;
    const batchRoot = rootOver({ index, size, hash: itemHash(encodeItem(item)), proof });
    return isInside && batchRoot?.toString('base64') === value.leaf.batch;
  });
  if (!isProven) return { ok: false, fault: 'proof.item-not-in-batch' };
  return { ok: true, checkpoint, items: value.items.map(({ item }) => item) };
}

function rootOver(claim: {
  index: number;
  size: number;
  hash: Buffer;
  proof: readonly string[];
}): Buffer | undefined {
  const proof = claim.proof.map(decodeBase64).filter((hash) => hash !== undefined);
  if (proof.length !== claim.proof.length) return undefined;
  return rootFromInclusion({ index: claim.index, size: claim.size, leafHash: claim.hash, proof });
}

const DOCUMENT_MEMBERS = 6;
const ITEM_MEMBERS = 3;

function isProofDocument(value: unknown): value is ProofDocument {
  if (typeof value !== 'object' || value === null) return false;
  const document = value as Partial<Record<keyof ProofDocument, unknown>>;
  return (
    Object.keys(document).length === DOCUMENT_MEMBERS &&
    document.format === PROOF_FORMAT &&
    typeof document.checkpoint === 'string' &&
    Number.isSafeInteger(document.leafIndex) &&
    isLeaf(document.leaf) &&
    isTexts(document.leafProof) &&
    Array.isArray(document.items) &&
    document.items.length > 0 &&
    document.items.every(isItemProof)
  );
}

function isItemProof(value: unknown): value is ItemProof {
  if (typeof value !== 'object' || value === null) return false;
  const { index, item, proof } = value as Partial<Record<keyof ItemProof, unknown>>;
  return (
    Object.keys(value).length === ITEM_MEMBERS &&
    Number.isSafeInteger(index) &&
    isBatchItem(item) &&
    isTexts(proof)
  );
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
