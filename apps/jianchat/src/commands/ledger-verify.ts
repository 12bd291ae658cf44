import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type FolderVerdict,
  formatVkey,
  parseVkey,
  signerKey,
  type VerifierKey,
  verifyFolder,
} from '@jianchat/ledger';
import { readTileFiles } from '@jianchat/tiles/files';
import { ledgerFolder } from '../compose/ledger-part.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { openMasterKey } from '../keys/master-key.ts';
import { batchDays, batchesSinceS } from '../ledger/keep-batches.ts';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { projectPath, workingFolder } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';
import { type ProofFlags, readKey, trustLine, verifyFile } from './ledger-verify-file.ts';

export interface VerifyFlags extends ProofFlags {
  readonly key?: string;
  readonly seen?: string;
  readonly keptDays?: number;
  readonly growing?: true;
  readonly json?: true;
}

/** Verifies what is at the path; without one, the own ledger under the key that the master key gives. */
export async function verifyLedger(path: string | undefined, flags: VerifyFlags): Promise<void> {
  const key = flags.key === undefined ? undefined : readKey(flags.key);
  if (path === undefined) return verifyOwn(key, flags);
  const place = resolve(workingFolder(), path);
  if (!existsSync(place)) throw new PlatformFault('file.missing', 'there is no such file or folder');
  if (statSync(place).isDirectory()) return verifyCopy({ folder: place, key, flags });
  verifyFile(place, key, flags);
}

function verifyOwn(key: VerifierKey | undefined, flags: VerifyFlags): Promise<void> {
  const settings = commandSettings();
  const days = batchDays(currentPolicy(versionPlace(settings)));
  const kept = days === undefined ? {} : { keptDays: days };
  const witness = settings.JIANCHAT_LEDGER_WITNESSES.map((each) => formatVkey(each.key));
  return verifyCopy({ ...ownLedger(key), flags: { growing: true, ...kept, witness, ...flags } });
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
    batchesSinceS: batchesSinceS(flags.keptDays, Date.now()),
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
  const { checkpoint, disclosures, unreadable, expired, witnesses, unverifiedSignatures } = verdict;
  if (checkpoint === undefined || faults !== '') return faults;
  const counts = `${checkpoint.size} leaves, ${disclosures} disclosures, ${unreadable} unreadable records${expired > 0 ? `, ${expired} no longer kept` : ''}`;
  const cosigned = witnesses.length > 0 ? `cosigned by ${witnesses.join(', ')}\n` : '';
  const unknown =
    unverifiedSignatures > 0 ? `${unverifiedSignatures} signatures of keys that were not given\n` : '';
  return `${checkpoint.origin} is sound: ${counts}\n${cosigned}${unknown}${trustLine(key)}`;
}
