import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  disclosedAtMs,
  formatVkey,
  isDisclosure,
  parseVkey,
  type VerifierKey,
  verifyProofDocument,
  witnessesOf,
} from '@jianchat/ledger';
import { PlatformFault } from '../compose/platform-fault.ts';
import { type ExportDocument, isExport, verifyExport } from '../ledger/export-document.ts';
import { workingFolder } from '../settings/read-settings.ts';

/** Whom the verdict trusts. */
export const trustLine = (key: VerifierKey | undefined): string =>
  key === undefined
    ? "verified under the copy's own key: it is whole; whose it is, only --key tells\n"
    : `signed by ${formatVkey(key)}\n`;

export interface ProofFlags {
  readonly witness?: readonly string[];
  readonly witnesses?: number;
  readonly json?: true;
}

/** Verifies a file: a proof, or an export of many. */
export function verifyFile(file: string, key: VerifierKey | undefined, flags: ProofFlags): void {
  if (key === undefined) throw new PlatformFault('key.missing', 'a proof is verified under --key');
  const document = readJson(file);
  if (isExport(document)) verifyExported(document, key, flags);
  else verifyProof(document, key, flags);
}

function verifyProof(document: unknown, key: VerifierKey, flags: ProofFlags): void {
  const verdict = verifyProofDocument(document, key);
  if (!verdict.ok) {
    if (flags.json) process.stdout.write(`${JSON.stringify({ sound: false, fault: verdict.fault })}\n`);
    throw new PlatformFault('ledger.unsound', `the proof does not hold: ${verdict.fault}`);
  }
  const { checkpoint, items } = verdict;
  const { origin, size } = checkpoint;
  const witnesses = witnessesOf(checkpoint, (flags.witness ?? []).map(readKey));
  if (witnesses === undefined || witnesses.length < (flags.witnesses ?? 0))
    throw new PlatformFault('ledger.unsound', 'the witnesses asked for have not cosigned it');
  if (flags.json) {
    process.stdout.write(
      `${JSON.stringify({ sound: true, checkpoint: { origin, size }, items }, null, 2)}\n`,
    );
    return;
  }
  const lines = items.map((item) => {
    if (!isDisclosure(item)) return `record ${item.offset}, which could not be read`;
    return `${new Date(disclosedAtMs(item)).toISOString()} ${item.recipient}: fields ${item.fields}, purposes ${item.purposes}`;
  });
  process.stdout.write(`proven by ${origin} at ${size} leaves:\n${lines.join('\n')}\n${trustLine(key)}`);
}

function verifyExported(document: ExportDocument, key: VerifierKey, flags: ProofFlags): void {
  const verdict = verifyExport(document, key);
  if (flags.json) process.stdout.write(`${JSON.stringify({ sound: verdict.ok, ...verdict }, null, 2)}\n`);
  if (!verdict.ok)
    throw new PlatformFault('ledger.unsound', `proof ${verdict.proof} does not hold: ${verdict.fault}`);
  if (flags.json) return;
  const { length } = verdict.disclosures;
  process.stdout.write(`${length} disclosures, all proven and all about one person\n${trustLine(key)}`);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new PlatformFault('ledger.unsound', 'the file is neither a proof nor other JSON');
  }
}

/** A verifier key as text, or the file that holds it. */
export function readKey(text: string): VerifierKey {
  const file = resolve(workingFolder(), text);
  const key = parseVkey(existsSync(file) ? readFileSync(file, 'utf8').trim() : text);
  if (key === undefined) throw new PlatformFault('key.malformed', 'that is no verifier key (NAME+ID+KEY)');
  return key;
}
