import { setTimeout as sleep } from 'node:timers/promises';
import {
  CHECKPOINT_PATH,
  KEY_PATH,
  type ProofOutcome,
  parseCheckpoint,
  proveAuction,
  witnessesOf,
} from '@jianchat/ledger';
import { readTileFiles } from '@jianchat/tiles/files';
import { type Command, InvalidArgumentError } from 'commander';
import { ledgerFolder } from '../compose/ledger-part.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';
import { printDisclosures } from './ledger-find.ts';
import { type VerifyFlags, verifyLedger } from './ledger-verify.ts';
import { withSubjectOptions } from './subject-options.ts';

export function addLedgerCommand(program: Command): void {
  const ledger = program
    .command('ledger')
    .description('the public log of what was disclosed to whom, and proofs from it');
  ledger
    .command('checkpoint')
    .description('prints the newest signed checkpoint')
    .option('--key', "prints the log's public key instead")
    .option('--json', 'prints checkpoint, its parts and the key as JSON')
    .action(printCheckpoint);
  ledger
    .command('prove')
    .description('prints a proof, complete in itself, of what one auction disclosed')
    .requiredOption('--auction <id>', 'the auction, as its record and its event URLs name it')
    .option('--recipient <id>', 'only what this recipient was told')
    .option('--json', 'a proof is JSON anyway')
    .action(printProof);
  withSubjectOptions(
    ledger
      .command('find')
      .description(
        'finds everything disclosed about one person; --json prints it with proofs, to be handed out',
      ),
  )
    .option('--json', 'prints an export: all proofs, and the key that shows whom they are about')
    .action(printDisclosures);
  ledger
    .command('verify')
    .description('verifies a proof, an export, or every byte of a copied ledger folder, without a network')
    .argument('[path]', "a proof's file or a folder; without it, this platform's own ledger")
    .option('--key <vkey>', 'the public key you trust, or a file with it')
    .option('--seen <file>', 'a checkpoint of an earlier day: the log must continue it')
    .option('--witness <vkey...>', 'public keys of witnesses whose cosignatures are verified')
    .option('--witnesses <count>', 'how many of them must have cosigned', readCount)
    .option(
      '--kept-days <days>',
      'batches older than this may be gone; for the own ledger the policy says it',
      readCount,
    )
    .option('--growing', 'the folder was copied while the log grew: what follows the checkpoint is no fault')
    .option('--json', 'prints the verdict as JSON')
    .action((path: string | undefined, flags: VerifyFlags) => verifyLedger(path, flags));
}

const ownFolder = (): string => ledgerFolder(projectPath(commandSettings().JIANCHAT_DATA));

async function printCheckpoint(flags: { key?: true; json?: true }): Promise<void> {
  const files = readTileFiles(ownFolder());
  const [bytes, key] = await Promise.all([files.read(CHECKPOINT_PATH), files.read(KEY_PATH)]);
  const checkpoint = bytes && parseCheckpoint(bytes);
  if (bytes === undefined || key === undefined || checkpoint === undefined)
    throw new PlatformFault('ledger.none', 'there is no ledger in the data folder; start the platform once');
  const vkey = Buffer.from(key).toString().trim();
  const { origin, size, root } = checkpoint;
  const text = Buffer.from(bytes).toString();
  const facts = { origin, size, root: root.toString('base64'), key: vkey, checkpoint: text };
  process.stdout.write(flags.json ? `${JSON.stringify(facts, null, 2)}\n` : flags.key ? `${vkey}\n` : text);
}

async function printProof(flags: { auction: string; recipient?: string }): Promise<void> {
  const proven = await proveCosigned(flags);
  if (proven.status === 'no-checkpoint')
    throw new PlatformFault('ledger.none', 'there is no ledger in the data folder; start the platform once');
  if (proven.status === 'unknown')
    throw new PlatformFault('ledger.unknown', 'no checkpoint covers a disclosure of this auction (yet)');
  process.stdout.write(`${JSON.stringify(proven.document, null, 2)}\n`);
}

const TRIES = 15;
const PAUSE_MS = 200;

/** The proof, where witnesses are asked with their cosignatures: a new checkpoint has none until they have answered. */
async function proveCosigned(flags: { auction: string; recipient?: string }): Promise<ProofOutcome> {
  const witnesses = commandSettings().JIANCHAT_LEDGER_WITNESSES.map(({ key }) => key);
  const files = readTileFiles(ownFolder());
  for (let attempt = 1; ; attempt += 1) {
    const proven = await proveAuction(files, flags);
    if (proven.status !== 'proven' || witnesses.length === 0 || attempt >= TRIES) return proven;
    const checkpoint = parseCheckpoint(Buffer.from(proven.document.checkpoint));
    if (checkpoint && witnessesOf(checkpoint, witnesses)?.length === witnesses.length) return proven;
    await sleep(PAUSE_MS);
  }
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 0) throw new InvalidArgumentError('a whole number is needed');
  return count;
}
