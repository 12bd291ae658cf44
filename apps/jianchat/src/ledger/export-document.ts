import { commitTo } from '@jianchat/identity';
import {
  type Disclosure,
  isDisclosure,
  type ProofDocument,
  type VerifierKey,
  verifyProofDocument,
} from '@jianchat/ledger';

const EXPORT_FORMAT = 'jianchat-ledger-export/1';

/** Everything that was told about one person, each disclosure proven, and proven to be about one and the same. */
export interface ExportDocument {
  readonly format: typeof EXPORT_FORMAT;
  /** The key of the person's commitments, hex: with it every disclosure's `subject` can be computed from its auction. */
  readonly commitmentKey: string;
  readonly proofs: readonly ProofDocument[];
}

export const exportDocument = (commitmentKey: Buffer, proofs: readonly ProofDocument[]): ExportDocument => ({
  format: EXPORT_FORMAT,
  commitmentKey: commitmentKey.toString('hex'),
  proofs,
});

export type ExportVerdict =
  | { readonly ok: true; readonly disclosures: readonly Disclosure[] }
  /** The first proof that does not hold, and in what. */
  | { readonly ok: false; readonly fault: string; readonly proof: number };

export function isExport(value: unknown): value is ExportDocument {
  if (typeof value !== 'object' || value === null) return false;
  const { format, commitmentKey, proofs } = value as Partial<Record<keyof ExportDocument, unknown>>;
  const isKey = typeof commitmentKey === 'string' && /^[0-9a-f]{64}$/.test(commitmentKey);
  return format === EXPORT_FORMAT && isKey && Array.isArray(proofs);
}

/** Verifies every proof, and that every disclosure in it is about the person whose key is given. */
export function verifyExport(value: ExportDocument, key: VerifierKey): ExportVerdict {
  const commitments = Buffer.from(value.commitmentKey, 'hex');
  const disclosures: Disclosure[] = [];
  for (const [proof, document] of value.proofs.entries()) {
    const verdict = verifyProofDocument(document, key);
    if (!verdict.ok) return { ok: false, fault: verdict.fault, proof };
    for (const item of verdict.items) {
      if (!isDisclosure(item) || item.v === 1) return { ok: false, fault: 'proof.no-subject', proof };
      if (commitTo(item.auction, commitments).toString('hex') !== item.subject)
        return { ok: false, fault: 'proof.other-subject', proof };
      disclosures.push(item);
    }
  }
  return { ok: true, disclosures };
}
