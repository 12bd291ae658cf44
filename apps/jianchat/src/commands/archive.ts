import { archiveLineItem, policyContracts } from '@jianchat/control';
import type { Command } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { commandSettings } from './command-context.ts';
import { importRefusal } from './import-refusal.ts';
import { withRecords } from './with-records.ts';

/** `archive`: puts a line item away, since one that has delivered can't be removed. */
export function addArchiveCommand(program: Command): void {
  program
    .command('archive')
    .description('puts a line item away: it runs no more, and what it spent stays in the totals of its order')
    .argument('<id>', 'the line item')
    .option('--undo', 'takes it back')
    .action(archive);
}

async function archive(id: string, { undo }: { undo?: true }): Promise<void> {
  const settings = commandSettings();
  const policy = currentPolicy(versionPlace(settings));
  const archived = undo !== true;
  const outcome = await withRecords(settings, ({ records }) =>
    archiveLineItem(records.db, { id, archived, contract: policyContracts(() => policy) }),
  );
  if (outcome === undefined) throw new PlatformFault('line-item.unknown', `there is no line item ${id}`);
  if (!outcome.ok) throw importRefusal(outcome.faults);
  process.stdout.write(`${id} is ${archived ? 'archived' : 'no longer archived'}\n`);
}
