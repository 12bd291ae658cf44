import { text as readAll } from 'node:stream/consumers';
import { createOwnIdentifiers } from '@jianchat/consent';
import type { Choice, Identifier } from '@jianchat/identity';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Command } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { choiceDaysKept } from '../identity/open-identity.ts';
import { openIdentityOf, readIdentifier } from '../identity/seek-subject.ts';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';

interface Flags {
  readonly identifier: readonly string[];
  readonly deletion?: true;
  readonly json?: true;
}

/** `identity opt-out` and `identity opt-in`: what a person told the platform itself. */
export function addChoiceCommands(identity: Command): void {
  withIdentifiers(
    identity
      .command('opt-out')
      .description(
        'keeps that a person refused: from the next request on nothing that is about them is told or used',
      ),
  )
    .option('--deletion', 'as after asking for deletion: not even limited ads and measurement')
    .addHelpText('after', EXIT_CODES)
    .action((flags: Flags) => choose(flags, flags.deletion ? ['optOut', 'deletion'] : ['optOut']));
  withIdentifiers(identity.command('opt-in').description('takes back what a person refused with opt-out'))
    .addHelpText('after', EXIT_CODES)
    .action((flags: Flags) => choose(flags, []));
}

const EXIT_CODES = `
Exit codes: 0 done, 1 refused (no such identifier, or the policy in force keeps no choices), 2 usage.`;

const withIdentifiers = (command: Command): Command =>
  command
    .requiredOption(
      '--identifier <field=value...>',
      'identifiers of the person, each by the name of its field; "-" reads one a line from standard input',
    )
    .option('--json', 'prints the outcome as JSON');

async function choose(flags: Flags, choices: readonly Choice[]): Promise<void> {
  const settings = commandSettings();
  const policy = currentPolicy(versionPlace(settings));
  if (choiceDaysKept(policy) === undefined)
    throw new PlatformFault(
      'choice.notKept',
      `version ${policy.version} of the policy, which is in force, keeps no choices of people; a later one has to declare it`,
    );
  const identifiers = identifiersOf(await given(flags), policy);
  const opened = openIdentityOf(settings, projectPath(settings.JIANCHAT_DATA));
  try {
    const chosen = { choices, atS: Math.floor(Date.now() / 1000) };
    const kept = await opened.identity.choices.choose(identifiers, chosen);
    if (kept < identifiers.length)
      throw new PlatformFault(
        'subject.unknown',
        `${identifiers.length - kept} of ${identifiers.length} values stand for nobody in particular; the others are kept`,
      );
    const outcome = choices.length === 0 ? 'taken back' : choices.join(', ');
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ identifiers: kept, choices })}\n`
        : `${outcome}: ${kept} identifiers\n`,
    );
  } finally {
    await opened.close();
  }
}

/** What was given; from standard input it stands in no list of processes. */
async function given({ identifier }: Flags): Promise<readonly string[]> {
  if (!identifier.includes('-')) return identifier;
  const lines = (await readAll(process.stdin)).split('\n').map((line) => line.trim());
  return [...identifier.filter((text) => text !== '-'), ...lines.filter((line) => line !== '')];
}

function identifiersOf(texts: readonly string[], policy: CompiledPolicy): readonly Identifier[] {
  const known = createOwnIdentifiers(policy);
  return texts.map((text) => {
    const { name, value } = readIdentifier(text);
    const identifier = known.named(name, value);
    if (identifier !== undefined) return identifier;
    throw new PlatformFault(
      'subject.unnamed',
      `"${name}" is no field by which the policy lets somebody be told from others; write androidAdvertisingId=VALUE, for example`,
    );
  });
}
