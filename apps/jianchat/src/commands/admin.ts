import { ROLES } from '@jianchat/api-contract';
import { createSessions, SignUpRefused } from '@jianchat/control';
import { type Command, Option } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { openMasterKey } from '../keys/master-key.ts';
import { sessionSecret } from '../keys/session-secret.ts';
import { commandSettings } from './command-context.ts';
import { ROLE_FAULTS } from './role-faults.ts';
import { withRecords } from './with-records.ts';

interface AdminFlags {
  readonly email: string;
  readonly role: (typeof ROLES)[number];
  readonly account?: string;
  readonly advertiser?: string;
  readonly json?: true;
}

export function addAdminCommand(program: Command): void {
  program
    .command('admin')
    .description('people who operate the platform')
    .command('create')
    .description('makes a person where missing and prints a one-time sign-in link, valid 15 minutes')
    .requiredOption('--email <address>', 'the person who signs in')
    .addOption(new Option('--role <role>', 'what a new person may do').choices(ROLES).default('operator'))
    .option('--account <id>', 'the media account of a new person (role media)')
    .option('--advertiser <id>', 'the advertiser of a new person (role advertiser)')
    .option('--json', 'prints the link as a member of an object')
    .action(async (flags: AdminFlags) => {
      if (!/^\S+@\S+$/.test(flags.email))
        throw new PlatformFault('email.invalid', `"${flags.email}" is no e-mail address`);
      const settings = commandSettings();
      const link = await withRecords(settings, async ({ records, dataFolder, publicUrl }) => {
        const master = openMasterKey({
          given: settings.JIANCHAT_MASTER_KEY,
          dataFolder,
          mayGenerate: settings.JIANCHAT_POSTGRES_URL === undefined,
        });
        if (!master.ok) throw new PlatformFault('key.missing', master.message);
        const sessions = createSessions({
          db: records.db,
          secret: sessionSecret(master.key),
          publicUrl,
          onLog: () => {},
          sendSignInLink: undefined,
        });
        await sessions.migrate();
        const { role, account = null, advertiser = null } = flags;
        return sessions.link(flags.email, { role, account, advertiser }).catch((error: unknown) => {
          if (error instanceof SignUpRefused) throw new PlatformFault(error.fault, ROLE_FAULTS[error.fault]);
          throw error;
        });
      });
      process.stdout.write(`${flags.json ? JSON.stringify({ link }) : link}\n`);
    });
}
