import { PROMISE_IDS, type PromiseId } from '@jianchat/policy';
import { type Command, InvalidArgumentError } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { loadPolicy } from '../compose/policy.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';

export function addPromisesCommand(program: Command): void {
  program
    .command('promises')
    .description(
      'how far each promise of the policy is kept, read from the tests and from what runs have shown',
    )
    .argument('[id...]', 'only these, with rows, parts, gates and tests', readIds)
    .option('--json', 'prints everything as JSON')
    .addHelpText(
      'after',
      '\nkept: every part has feature, policy row and gates, each with a test that fails without it; part: some of it; declared: the policy’s word.',
    )
    .action(printPromises);
}

async function printPromises(ids: readonly PromiseId[], flags: { json?: true }): Promise<void> {
  // Loaded here only: reading tests takes a parser that no running platform needs.
  const { readPromises } = await import('../../../../conformance/report/read-promises.ts');
  const { promisesInFull, promisesTable } = await import('../../../../conformance/report/print-promises.ts');
  const { report, faults } = readPromises(
    projectPath('.'),
    loadPolicy(projectPath(commandSettings().JIANCHAT_POLICY)),
  );
  if (faults.length > 0)
    throw new PlatformFault(
      'promises.registry',
      `the registry of promises has faults\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  const promises = ids.length === 0 ? report.promises : report.promises.filter(({ id }) => ids.includes(id));
  const asked = { ...report, promises };
  if (flags.json) process.stdout.write(`${JSON.stringify(asked, null, 2)}\n`);
  else process.stdout.write(ids.length === 0 ? promisesTable(asked) : promisesInFull(promises));
}

function readIds(text: string, before: readonly PromiseId[] = []): readonly PromiseId[] {
  const id = PROMISE_IDS.find((known) => known === text.toUpperCase());
  if (id === undefined) throw new InvalidArgumentError(`the promises are ${PROMISE_IDS.join(', ')}`);
  return [...before, id];
}
