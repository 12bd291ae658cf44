import type { LedgerListing } from '../ledger-store.ts';
import { CHECKPOINT_PATH, continues, KEY_PATH } from '../log/open-ledger.ts';
import { TILE_WIDTH } from '../merkle/tile-path.ts';
import { type Checkpoint, openCheckpoint, witnessesOf } from '../notes/checkpoint.ts';
import { formatVkey, parseVkey, type VerifierKey } from '../notes/vkey.ts';
import { accountFiles } from './account-files.ts';
import { createExpectedTree } from './expected-tree.ts';
import type { FolderCheck } from './folder-check.ts';
import type { FolderFault } from './folder-fault.ts';
import { type Totals, verifyBundle } from './verify-bundle.ts';

export interface FolderOptions {
  /** The key that the verifier trusts. Without it that of the copy is used, which proves the copy whole, not whose it is. */
  readonly key?: VerifierKey | undefined;
  /** A checkpoint of an earlier day: the log must continue it. */
  readonly seen?: Uint8Array | undefined;
  readonly witnesses?: readonly VerifierKey[];
  /** How many of the witnesses must have cosigned. */
  readonly witnessesMin?: number;
  /** POSIX seconds: batches that ended before may have been deleted, as the policy has it. By default all must be there. */
  readonly batchesSinceS?: number;
  /** The log is being written to meanwhile: what goes on after the checkpoint is no fault. */
  readonly growing?: boolean;
}

/** Sound when there are no faults. `nextOffset` is one past the last record of the event log that is committed. */
export interface FolderVerdict extends Totals {
  readonly faults: readonly FolderFault[];
  readonly checkpoint: Checkpoint | undefined;
  /** Names of the given witnesses that have cosigned. */
  readonly witnesses: readonly string[];
  /** Signatures of keys that were not given: nobody has looked at them. */
  readonly unverifiedSignatures: number;
}

/** Recomputes every hash of a copied log and accounts for every byte of every file in it. */
export async function verifyFolder(
  folder: LedgerListing,
  options: FolderOptions = {},
): Promise<FolderVerdict> {
  const faults: FolderFault[] = [];
  const nothing = {
    faults,
    checkpoint: undefined,
    witnesses: [],
    unverifiedSignatures: 0,
    disclosures: 0,
    unreadable: 0,
    expired: 0,
    nextOffset: 0,
  };
  const key = await readKey(folder, { options, faults });
  const bytes = await folder.read(CHECKPOINT_PATH);
  if (bytes === undefined) faults.push({ file: CHECKPOINT_PATH, code: 'missing' });
  if (key === undefined || bytes === undefined) return nothing;
  const checkpoint = openCheckpoint(bytes, key);
  if (checkpoint === undefined) {
    faults.push({ file: CHECKPOINT_PATH, code: 'unsigned' });
    return nothing;
  }
  const totals = await verifyTree(folder, checkpoint, { faults, options });
  if (options.seen !== undefined) {
    const older = openCheckpoint(options.seen, key);
    if (older === undefined || !(await continues(folder, older, checkpoint)))
      faults.push({ file: CHECKPOINT_PATH, code: 'rolled-back' });
  }
  const witnesses = witnessesOf(checkpoint, options.witnesses ?? []);
  if (witnesses === undefined || witnesses.length < (options.witnessesMin ?? 0))
    faults.push({ file: CHECKPOINT_PATH, code: 'witness' });
  const verified = new Set([key, ...(options.witnesses ?? [])].map(({ name, id }) => `${name} ${id}`));
  const unverifiedSignatures = checkpoint.note.signatures.filter(
    ({ name, keyId }) => !verified.has(`${name} ${keyId}`),
  ).length;
  return { faults, checkpoint, witnesses: witnesses ?? [], unverifiedSignatures, ...totals };
}

async function readKey(
  folder: LedgerListing,
  { options, faults }: { options: FolderOptions; faults: FolderFault[] },
): Promise<VerifierKey | undefined> {
  const bytes = await folder.read(KEY_PATH);
  const text = bytes && Buffer.from(bytes).toString();
  const stored = text?.endsWith('\n') ? parseVkey(text.slice(0, -1)) : undefined;
  if (bytes === undefined) faults.push({ file: KEY_PATH, code: 'missing' });
  else if (stored === undefined || (options.key && formatVkey(options.key) !== formatVkey(stored)))
    faults.push({ file: KEY_PATH, code: 'different' });
  return options.key ?? stored;
}

/** Leaf by leaf from the batches up; what every file must hold follows, and last the root that was signed. */
async function verifyTree(
  folder: LedgerListing,
  checkpoint: Checkpoint,
  { faults, options }: { faults: FolderFault[]; options: FolderOptions },
): Promise<Totals> {
  const files = accountFiles(await folder.list(), checkpoint.size);
  const check: FolderCheck = {
    folder,
    files,
    batchesSinceS: options.batchesSinceS ?? 0,
    report(file, code) {
      if (!(options.growing && code === 'ahead')) faults.push({ file, code });
    },
  };
  for (const path of files.unexpected) check.report(path, 'unexpected');
  for (const path of files.ahead) check.report(path, 'ahead');
  const tree = createExpectedTree(check);
  let totals: Totals = { disclosures: 0, unreadable: 0, expired: 0, nextOffset: 0 };
  for (let first = 0; first < checkpoint.size; first += TILE_WIDTH) {
    const bundle = { index: first / TILE_WIDTH, width: Math.min(TILE_WIDTH, checkpoint.size - first) };
    const verified = await verifyBundle(check, bundle, totals);
    await tree.add(verified.hashes);
    totals = verified.totals;
  }
  await tree.finish();
  // Where all files agree with one another, it is the checkpoint that speaks of another tree.
  if (!tree.root().equals(checkpoint.root) && faults.length === 0) check.report(CHECKPOINT_PATH, 'different');
  return totals;
}
