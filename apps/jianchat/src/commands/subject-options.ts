import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { SubjectFlags } from '../identity/seek-subject.ts';

/** The options by which a command is told whom it is about. */
export function withSubjectOptions(command: Command): Command {
  return command
    .option(
      '--identifier <field=value>',
      'an identifier of the person, by the name of its field; "-" reads it from standard input',
    )
    .option('--identifier-hash <hash>', 'its keyed hash, as the platform keeps it')
    .option('--subject <id>', 'the number that stands for the person');
}

/** What was given, an identifier from standard input included: there it stands in no list of processes. */
export async function readSubjectFlags(flags: SubjectFlags, command: Command): Promise<SubjectFlags> {
  const given = [flags.identifier, flags.identifierHash, flags.subject].filter((flag) => flag !== undefined);
  if (given.length !== 1)
    command.error('error: say whom, by one of --identifier, --identifier-hash, --subject');
  if (flags.identifier !== '-') return flags;
  return { ...flags, identifier: (await readAll(process.stdin)).trim() };
}
