import { Command, CommanderError } from 'commander';
import build from '../package.json' with { type: 'json' };
import { addVerbs } from './commands/verbs.ts';
import { PlatformFault } from './compose/platform-fault.ts';

/** Exit codes of every verb: 0 done, 1 refused, 2 usage. */
const REFUSED = 1;
const USAGE = 2;

const program = new Command('jianchat')
  .description('An advertising platform whose privacy policy is executable.')
  .version(build.version, '-V, --version', 'prints the version')
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(add --help for the options)')
  .exitOverride();

// Whoever reads our output may stop reading, as `head` does.
process.stdout.on('error', () => process.exit(REFUSED));

try {
  await addVerbs(program, process.argv[2]);
  await program.parseAsync();
} catch (error) {
  // The channel to the launcher, and whatever a failed start left open, would keep the process.
  process.exit(exitCodeOf(error));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof PlatformFault) {
    // The code ends the first line; lists of faults follow below it.
    const [summary = '', ...faults] = error.message.split('\n');
    process.stderr.write([`jianchat: ${summary} [${error.code}]`, ...faults, ''].join('\n'));
    return error.code === 'settings.invalid' ? USAGE : REFUSED;
  }
  process.stderr.write(
    `jianchat: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return REFUSED;
}
