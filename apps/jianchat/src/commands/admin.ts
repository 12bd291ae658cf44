import { createSessions } from '@jianchat/control';
import type { Command } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { openMasterKey } from '../keys/master-key.ts';
import { sessionSecret } from '../keys/session-secret.ts';
import { commandSettings } from './command-context.ts';
import { withRecords } from './with-records.ts';

export function addAdminCommand(program: Command): void {
  program
    .command('admin')
    .description('people who operate the platform')
    .command('create')
    .description('makes an operator where missing and prints a one-time sign-in link, valid 15 minutes')
    .requiredOption('--email <address>', 'the person who signs in')
    .option('--json', 'prints the link as a member of an object')
    .action(async (flags: { email: string; json?: true }) => {
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
        return sessions.link(flags.email, { role: 'operator', account: null });
      });
      process.stdout.write(`${flags.json ? JSON.stringify({ link }) : link}\n`);
    });
}
