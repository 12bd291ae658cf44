import { importConfiguration, policyContracts, readConfiguration } from '@jianchat/control';
import { type Command, Option } from 'commander';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { commandSettings } from './command-context.ts';
import { readConfigurationFile } from './configuration-file.ts';
import { type ImportPrebidFlags, importPrebid } from './import-prebid.ts';
import { importRefusal } from './import-refusal.ts';
import { withRecords } from './with-records.ts';

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description(
      'applies a configuration file (JSON or YAML): all of it or nothing; repeating it changes nothing',
    )
    .argument('<file>', 'the configuration; - for standard input; with --from, a folder')
    .addOption(
      new Option('--from <kind>', 'what the folder is an installation of, Go or Java').choices(['prebid']),
    )
    .option('--contract <id>', 'with --from: the contract its bidders start with', 'openrtb-contextual')
    .option('--dry-run', 'with --from: prints the configuration it would apply and changes nothing')
    .option('--json', 'prints the counts as JSON')
    .action(importAny);
}

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('prints the whole configuration as JSON, in the form that import takes')
    .option('--json', 'a configuration is JSON anyway')
    .action(exportAll);
}

type ImportFlags = ImportPrebidFlags & { readonly from?: 'prebid' };

const importAny = (file: string, flags: ImportFlags): Promise<void> =>
  flags.from === 'prebid' ? importPrebid(file, flags) : importFile(file, flags);

async function importFile(file: string, flags: { json?: true }): Promise<void> {
  const configuration = await readConfigurationFile(file);
  const settings = commandSettings();
  const policy = currentPolicy(versionPlace(settings));
  const outcome = await withRecords(settings, ({ records }) =>
    importConfiguration(records.db, configuration, { contract: policyContracts(() => policy) }),
  );
  if (!outcome.ok) throw importRefusal(outcome.faults);
  const { ok: _, ...counts } = outcome;
  const text = `${counts.created} created, ${counts.changed} changed, ${counts.unchanged} unchanged; revision ${counts.revision}`;
  process.stdout.write(flags.json ? `${JSON.stringify(counts)}\n` : `${text}\n`);
}

async function exportAll(): Promise<void> {
  const configuration = await withRecords(commandSettings(), ({ records }) => readConfiguration(records.db));
  process.stdout.write(`${JSON.stringify(configuration.file, null, 2)}\n`);
}
