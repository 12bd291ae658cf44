import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  disclosedAtMs,
  type FolderVerdict,
  formatVkey,
  isDisclosure,
  parseVkey,
  signerKey,
  type VerifierKey,
  verifyFolder,
  verifyProofDocument,
  witnessesOf,
} from '@jianchat/ledger';
import { readTileFiles } from '@jianchat/tiles/files';
import { ledgerFolder } from '../compose/ledger-part.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { openMasterKey } from '../keys/master-key.ts';
import { projectPath, workingFolder } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';

export interface VerifyFlags {
  readonly key?: string;
  readonly seen?: string;
  readonly witness?: readonly string[];
  readonly witnesses?: number;
  readonly growing?: true;
  readonly json?: true;
}

/** Verifies what is at the path; without one, the own ledger under the key that the master key gives. */
export async function verifyLedger(path: string | undefined, flags: VerifyFlags): Promise<void> {
  const key = flags.key === undefined ? undefined : readKey(flags.key);
  if (path === undefined) return verifyCopy({ ...ownLedger(key), flags: { growing: true, ...flags } });
  const place = resolve(workingFolder(), path);
  if (!existsSync(place)) throw new PlatformFault('file.missing', 'there is no such file or folder');
  if (statSync(place).isDirectory()) return verifyCopy({ folder: place, key, flags });
  verifyProof(place, key, flags);
}

function ownLedger(given: VerifierKey | undefined): { folder: string; key: VerifierKey | undefined } {
  const settings = commandSettings();
  const dataFolder = projectPath(settings.JIANCHAT_DATA);
  const folder = ledgerFolder(dataFolder);
  const file = resolve(folder, 'key');
  if (!existsSync(file))
    throw new PlatformFault('ledger.none', 'there is no ledger in the data folder; start the platform once');
  const master = openMasterKey({ given: settings.JIANCHAT_MASTER_KEY, dataFolder, mayGenerate: false });
  const stored = parseVkey(readFileSync(file, 'utf8').trim());
  const own = master.ok && stored ? signerKey(stored.name, master.key.derive('ledger-sign/1')) : undefined;
  return { folder, key: given ?? own };
}

async function verifyCopy(copy: {
  folder: string;
  key: VerifierKey | undefined;
  flags: VerifyFlags;
}): Promise<void> {
  const { folder, key, flags } = copy;
  const verdict = await verifyFolder(readTileFiles(folder), {
    key,
    seen: flags.seen === undefined ? undefined : readFileSync(resolve(workingFolder(), flags.seen)),
    witnesses: (flags.witness ?? []).map(readKey),
    witnessesMin: flags.witnesses ?? 0,
    growing: flags.growing ?? false,
  });
  process.stdout.write(flags.json ? folderJson(verdict, key) : folderText(verdict, key));
  if (verdict.faults.length > 0)
    throw new PlatformFault('ledger.unsound', `${verdict.faults.length} faults were found`);
}

function folderJson({ checkpoint, ...verdict }: FolderVerdict, key: VerifierKey | undefined): string {
  const head = checkpoint && {
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: checkpoint.root.toString('base64'),
  };
  const sound = verdict.faults.length === 0;
  return `${JSON.stringify({ sound, trustedKey: key !== undefined, checkpoint: head ?? null, ...verdict }, null, 2)}\n`;
}

function folderText(verdict: FolderVerdict, key: VerifierKey | undefined): string {
  const faults = verdict.faults.map(({ file, code }) => `${file}: ${code}\n`).join('');
  const { checkpoint, disclosures, unreadable, witnesses, unverifiedSignatures } = verdict;
  if (checkpoint === undefined || faults !== '') return faults;
  const counts = `${checkpoint.size} leaves, ${disclosures} disclosures, ${unreadable} unreadable records`;
  const cosigned = witnesses.length > 0 ? `cosigned by ${witnesses.join(', ')}\n` : '';
  const unknown =
    unverifiedSignatures > 0 ? `${unverifiedSignatures} signatures of keys that were not given\n` : '';
  return `${checkpoint.origin} is sound: ${counts}\n${cosigned}${unknown}${trustLine(key)}`;
}

const trustLine = (key: VerifierKey | undefined): string =>
  key === undefined
    ? "verified under the copy's own key: it is whole; whose it is, only --key tells\n"
    : `signed by ${formatVkey(key)}\n`;

function verifyProof(file: string, key: VerifierKey | undefined, flags: VerifyFlags): void {
  if (key === undefined) throw new PlatformFault('key.missing', 'a proof is verified under --key');
  const verdict = verifyProofDocument(readJson(file), key);
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

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new PlatformFault('ledger.unsound', 'the file is neither a proof nor other JSON');
  }
}

/** A verifier key as text, or the file that holds it. */
function readKey(text: string): VerifierKey {
  const file = resolve(workingFolder(), text);
  const key = parseVkey(existsSync(file) ? readFileSync(file, 'utf8').trim() : text);
  if (key === undefined) throw new PlatformFault('key.malformed', 'that is no verifier key (NAME+ID+KEY)');
  return key;
}
