import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Command } from 'commander';
import { projectPath } from '../settings/read-settings.ts';

/** The bench is a program of its own, as it starts servers and measures them from outside. */
export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description(
      'measures this machine: auctions, policy, learning and ledger, each against a peer in the same run',
    )
    .argument('[name]', 'only this measurement')
    .argument('[case]', 'only this case of it, or how many times')
    .addHelpText(
      'after',
      '\nThe names: direct, exchange, policy, learning, ledger, fuzz. See bench/README.md.',
    )
    .action(bench);
}

async function bench(name: string | undefined, only: string | undefined): Promise<void> {
  const args = [name, only].filter((arg) => arg !== undefined);
  const child = spawn(process.execPath, [projectPath('bench/src/main.ts'), ...args], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  process.exitCode = typeof code === 'number' ? code : 1;
}
