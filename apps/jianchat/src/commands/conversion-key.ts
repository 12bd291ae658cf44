import { randomBytes } from 'node:crypto';
import { type ConversionKeys, createConversionKeys } from '@jianchat/control';
import { type Command, Option } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { commandSettings } from './command-context.ts';
import { withRecords } from './with-records.ts';

const FAULTS = {
  'advertiser.unknown': 'there is no such advertiser',
  'advertiser.keys': 'the advertiser has as many keys as may hold at a time; revoke one first',
} as const;

export function addConversionKeyCommand(program: Command): void {
  const command = program
    .command('conversion-key')
    .description('keys by which advertisers report conversions');
  command
    .command('create')
    .description('prints a new key; it is shown this once')
    .requiredOption('--advertiser <id>', 'whose conversions are reported with it')
    .addOption(
      new Option('--use <use>', 'server: sent by servers alone; page: stands in pages, for pixels')
        .choices(['server', 'page'])
        .default('server'),
    )
    .option('--json', 'prints the whole record')
    .action(create);
  command
    .command('list')
    .description('prints the keys there are, without their secrets, as JSON')
    .option('--advertiser <id>', 'of this advertiser only')
    .action(async ({ advertiser }: { advertiser?: string }) =>
      print(await withKeys((keys) => keys.list(advertiser))),
    );
  command
    .command('revoke')
    .description('revokes a key')
    .argument('<id>', 'its id, or the beginning of the key that is listed')
    .action(revoke);
}

async function create(flags: { advertiser: string; use: 'server' | 'page'; json?: true }): Promise<void> {
  const outcome = await withKeys((keys) => keys.create(flags));
  if (!outcome.ok) throw new PlatformFault(outcome.fault, FAULTS[outcome.fault]);
  if (flags.json) print({ key: outcome.key, ...outcome.record });
  else process.stdout.write(`${outcome.key}\n`);
}

async function revoke(id: string): Promise<void> {
  const record = await withKeys((keys) => keys.revoke(id.replace(/^jcv_/, '')));
  if (record === undefined) throw new PlatformFault('key.unknown', 'there is no such key');
  print(record);
}

const withKeys = <T>(use: (keys: ConversionKeys) => Promise<T>): Promise<T> =>
  withRecords(commandSettings(), ({ records }) =>
    use(createConversionKeys({ db: records.db, now: Date.now, randomBytes })),
  );

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};
