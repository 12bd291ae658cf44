import { randomBytes } from 'node:crypto';
import { ROLES } from '@jianchat/api-contract';
import { createApiKeys } from '@jianchat/control';
import { type Command, Option } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { hostKey } from '../keys/host-key.ts';
import { commandSettings } from './command-context.ts';
import { masterKeyOf } from './master-key-of.ts';
import { ROLE_FAULTS } from './role-faults.ts';
import { withRecords } from './with-records.ts';

interface KeyFlags {
  readonly role: (typeof ROLES)[number];
  readonly account?: string;
  readonly advertiser?: string;
  readonly name: string;
  readonly json?: true;
}

export function addKeyCommand(program: Command): void {
  const key = program.command('key').description('API keys of the control API, and the key of the host');
  key
    .command('host')
    .description('prints the key that opens /currency/rates on this host, for Authorization: Bearer')
    .option('--json', 'prints the key as a member of an object')
    .action((flags: { json?: true }) => {
      const opens = hostKey(masterKeyOf(commandSettings()));
      process.stdout.write(`${flags.json ? JSON.stringify({ key: opens }) : opens}\n`);
    });
  key
    .command('create')
    .description('prints a new API key; it is shown this once')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--account <id>', 'the media account it is bound to (role media)')
    .option('--advertiser <id>', 'the advertiser it is bound to (role advertiser)')
    .option('--name <name>', 'what it is for', 'made on the command line')
    .option('--json', 'prints the whole record')
    .action(createKey);
}

async function createKey(flags: KeyFlags): Promise<void> {
  const outcome = await withRecords(commandSettings(), ({ records }) =>
    createApiKeys({ db: records.db, now: Date.now, randomBytes }).create({
      name: flags.name,
      role: flags.role,
      account: flags.account ?? null,
      advertiser: flags.advertiser ?? null,
    }),
  );
  if (!outcome.ok) throw new PlatformFault(outcome.fault, ROLE_FAULTS[outcome.fault]);
  process.stdout.write(
    flags.json ? `${JSON.stringify({ key: outcome.key, ...outcome.record }, null, 2)}\n` : `${outcome.key}\n`,
  );
}
