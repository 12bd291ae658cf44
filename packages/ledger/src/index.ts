export { type Batch, type BatchOutcome, type LoggedRecord, makeBatch } from './batches/batch.ts';
export {
  type BatchItem,
  type Disclosure,
  disclosedAtMs,
  isDisclosure,
  signalDigest,
  type UnreadableRecord,
} from './batches/disclosure.ts';
export { isSameLeaf, type Leaf } from './batches/leaf.ts';
export type { LedgerFile, LedgerListing, LedgerReader, LedgerStore } from './ledger-store.ts';
export { LedgerFault, type LedgerFaultCode } from './log/ledger-fault.ts';
export {
  CHECKPOINT_PATH,
  KEY_PATH,
  type Ledger,
  type LedgerOptions,
  openLedger,
  type Published,
} from './log/open-ledger.ts';
export { type Pruned, pruneBatches } from './log/prune-batches.ts';
export { parseTilePath, type Tile, tilePath, widthIn } from './merkle/tile-path.ts';
export { tileTree } from './merkle/tile-proofs.ts';
export { verifyConsistency, verifyInclusion } from './merkle/verify-proof.ts';
export {
  type Checkpoint,
  cosign,
  openCheckpoint,
  parseCheckpoint,
  type TreeHead,
  witnessesOf,
} from './notes/checkpoint.ts';
export {
  formatVkey,
  parseVkey,
  SIGNATURE,
  type SignerKey,
  signerKey,
  type VerifierKey,
} from './notes/vkey.ts';
export { findDisclosures, type IsOfSubject } from './verify/find-disclosures.ts';
export type { FolderFault, FolderFaultCode } from './verify/folder-fault.ts';
export {
  type ProofDocument,
  type ProofFault,
  type ProofVerdict,
  verifyProofDocument,
} from './verify/proof-document.ts';
export { type ProofOutcome, proveAuction } from './verify/prove.ts';
export { type FolderOptions, type FolderVerdict, verifyFolder } from './verify/verify-folder.ts';
export {
  type AddCheckpoint,
  encodeAddCheckpoint,
  SIZE_TYPE,
  sizeOf,
  withCosignature,
} from './witness/add-checkpoint.ts';
export { createWitness, type Witness, type WitnessAnswer, type WitnessOptions } from './witness/witness.ts';
