import { describeDiff, judgeRelease, type ReleaseVerdict } from '@jianchat/policy';
import type { Command } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { beyondBuild, loadPolicy } from '../compose/policy.ts';
import { readReleased } from '../policy-versions/released-folder.ts';
import { writeRelease } from '../policy-versions/write-release.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';
import { readDay, today } from './policy-diff.ts';

interface ReleaseFlags {
  readonly announce: string;
  readonly effective: string;
  readonly signOff?: string;
  readonly reConsent?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function addPolicyRelease(policy: Command): void {
  policy
    .command('release')
    .description(
      'makes policy.yaml as it stands an immutable version; refuses what has not met its conditions',
    )
    .requiredOption('--announce <day>', 'the day (UTC) on which notice goes out', readDay)
    .requiredOption('--effective <day>', 'the first day (UTC) on which it applies', readDay)
    .option('--sign-off <name>', 'who has read the diff and vouches for the words')
    .option('--re-consent <how>', 'how consent is asked anew where the change needs it')
    .option('--dry-run', 'says what would happen and writes nothing')
    .option('--json', 'prints the verdict as JSON')
    .action((flags: ReleaseFlags) => release(flags));
}

function release(flags: ReleaseFlags): void {
  const folder = projectPath(commandSettings().JIANCHAT_POLICY);
  const next = loadPolicy(folder);
  const verdict = judgeRelease({
    released: readReleased(folder),
    next,
    today: today(),
    announced: flags.announce,
    effective: flags.effective,
    signOff: flags.signOff,
    reConsentBy: flags.reConsent,
    beyondBuild: beyondBuild(next),
  });
  const refused = verdict.faults.length > 0;
  const written =
    refused || flags.dryRun ? undefined : writeRelease(folder, { policy: next, record: verdict.record });
  if (flags.json) process.stdout.write(`${JSON.stringify(answerOf(verdict, written), null, 2)}\n`);
  if (refused) throw refusal(next.version, verdict);
  if (!flags.json) process.stdout.write(wordsOf(verdict, { announced: flags.announce, written }));
}

const answerOf = ({ faults, record, consequence }: ReleaseVerdict, written: string | undefined) => ({
  released: written !== undefined,
  folder: written ?? null,
  faults,
  consequence,
  record,
});

function refusal(version: number, { faults }: ReleaseVerdict): PlatformFault {
  const lines = faults.map(({ code, reason, remedy }) => `  ${reason} [${code}]\n    ${remedy}`);
  return new PlatformFault('release.refused', `version ${version} is not released\n${lines.join('\n')}`);
}

function wordsOf(
  { diff, consequence, record }: ReleaseVerdict,
  { announced, written }: { readonly announced: string; readonly written: string | undefined },
): string {
  const told = diff === undefined ? '' : `${describeDiff(diff, consequence, { announced })}\n`;
  if (written === undefined)
    return `${told}version ${record.version} could be released; nothing was written\n`;
  const notice =
    record.noticeDays > 0 ? `, once notice has gone out and run for ${record.noticeDays} days` : '';
  return `${told}released version ${record.version}: ${written}\nit takes effect on ${record.effective}${notice}\n`;
}
