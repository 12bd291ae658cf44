import { forgetShown } from '@jianchat/hot';
import { createSubjects } from '@jianchat/identity';
import type { Command } from 'commander';
import {
  countedPerson,
  findSubject,
  openIdentityOf,
  type SubjectFlags,
  unknownSubject,
} from '../identity/seek-subject.ts';
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
      .description(
        "destroys a person's number and key for good: nothing kept under them opens any more; and what was counted to who is signed in",
      ),
  )
    .option('--json', 'prints the outcome as JSON')
    .action(forget);
  addChoiceCommands(identity);
}

async function forget(flags: SubjectFlags & { json?: true }, command: Command): Promise<void> {
  const wanted = await readSubjectFlags(flags, command);
  const settings = commandSettings();
  const policy = currentPolicy(versionPlace(settings));
  const { identity, hot, close } = openIdentityOf(settings, projectPath(settings.JIANCHAT_DATA));
  try {
    const counter = countedPerson(identity, wanted, policy);
    const counts = counter !== undefined && (await forgetShown(hot, counter));
    const subject = findSubject(identity, wanted, policy);
    if (subject === undefined && !counts) throw unknownSubject();
    if (subject !== undefined) await createSubjects(identity).destroy(subject);
    const what = subject ?? 'what was counted to the person';
    process.stdout.write(
      flags.json ? `${JSON.stringify({ forgotten: subject ?? null, counts })}\n` : `forgot ${what}\n`,
    );
  } finally {
    await close();
  }
}
