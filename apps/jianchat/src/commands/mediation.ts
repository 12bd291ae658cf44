import { placementPrices, takeNetworkReports } from '@jianchat/control';
import type { Command } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { readNetworkReport } from '../mediation/read-network-report.ts';
import { commandSettings } from './command-context.ts';
import { importRefusal } from './import-refusal.ts';
import { readGivenFile } from './read-given-file.ts';
import { withRecords } from './with-records.ts';

/** `mediation`: what networks in apps say they paid, and what they are expected to pay. */
export function addMediationCommand(program: Command): void {
  const mediation = program
    .command('mediation')
    .description('networks in apps: what they say they paid, and what they are expected to pay');
  mediation
    .command('import')
    .description(
      'takes a report of networks as CSV (day,placement,network,country,impressions,earned,currency): all of it or nothing; repeating it changes nothing',
    )
    .argument('<file>', 'the report; - is standard input')
    .option('--json', 'prints the count as JSON')
    .action(importReport);
  mediation
    .command('prices')
    .description('prints what each network of a placement is expected to pay, and on which basis, as JSON')
    .argument('<placement>', 'its id')
    .action(printPrices);
}

async function importReport(file: string, flags: { json?: true }): Promise<void> {
  const reading = await readGivenFile(file, readNetworkReport);
  if (!reading.ok) throw importRefusal(reading.faults);
  const outcome = await withRecords(commandSettings(), ({ records }) =>
    takeNetworkReports(reading.rows, { db: records.db, nowMs: Date.now() }),
  );
  if (!outcome.ok) throw importRefusal(outcome.faults);
  const { taken } = outcome;
  process.stdout.write(flags.json ? `${JSON.stringify({ taken })}\n` : `${taken} rows taken\n`);
}

async function printPrices(placement: string): Promise<void> {
  const found = await withRecords(commandSettings(), ({ records }) => placementPrices(records.db, placement));
  if (found === undefined) throw new PlatformFault('placement.unknown', 'there is no such placement');
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
}
