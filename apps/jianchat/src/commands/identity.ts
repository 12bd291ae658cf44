import { createSubjects } from '@jianchat/identity';
import type { Command } from 'commander';
import { openIdentityOf, type SubjectFlags, seekSubject } from '../identity/seek-subject.ts';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';
import { addChoiceCommands } from './identity-choices.ts';
import { readSubjectFlags, withSubjectOptions } from './subject-options.ts';

export function addIdentityCommand(program: Command): void {
  const identity = program
    .command('identity')
    .description('the numbers that stand for people, and their keys');
  withSubjectOptions(
    identity
      .command('forget')
      .description("destroys a person's number and key for good: nothing kept under them opens any more"),
  )
    .option('--json', 'prints the outcome as JSON')
    .action(forget);
  addChoiceCommands(identity);
}

async function forget(flags: SubjectFlags & { json?: true }, command: Command): Promise<void> {
  const wanted = await readSubjectFlags(flags, command);
  const settings = commandSettings();
  const policy = currentPolicy(versionPlace(settings));
  const { identity, close } = openIdentityOf(settings, projectPath(settings.JIANCHAT_DATA));
  try {
    const subject = seekSubject(identity, wanted, policy);
    await createSubjects(identity).destroy(subject);
    process.stdout.write(flags.json ? `${JSON.stringify({ forgotten: subject })}\n` : `forgot ${subject}\n`);
  } finally {
    await close();
  }
}
