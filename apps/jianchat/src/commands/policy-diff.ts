import { consequenceOf, describeDiff, diffPolicies, earliestEffective } from '@jianchat/policy';
import { type Command, InvalidArgumentError } from 'commander';
import { findVersion, versionPlace } from '../policy-versions/find-version.ts';
import { commandSettings } from './command-context.ts';

const NAMES = `
A and B are each a released version's number, "current" (what is in force today), "working" (policy.yaml as it stands) or a folder.`;

/** Today as an ISO day, UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** An ISO day that exists. */
export function readDay(text: string): string {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('a day such as 2027-01-15 is needed');
  return text;
}

export function addPolicyDiff(policy: Command): void {
  policy
    .command('diff')
    .description(
      'says each change between two versions, whether it widens or narrows, and what follows in law',
    )
    .argument('<a>', 'the older version')
    .argument('<b>', 'the newer version')
    .option('--announce <day>', 'the day from which notice would run', readDay, today())
    .option('--json', 'prints changes and consequence as JSON')
    .addHelpText('after', NAMES)
    .action((a: string, b: string, flags: { announce: string; json?: true }) => {
      const place = versionPlace(commandSettings());
      const [older, newer] = [findVersion(a, place), findVersion(b, place)];
      const diff = diffPolicies(older, newer);
      const consequence = consequenceOf(diff, older, newer);
      const earliest = earliestEffective(consequence, flags.announce);
      process.stdout.write(
        flags.json
          ? `${JSON.stringify({ ...diff, consequence: { ...consequence, announced: flags.announce, earliest } }, null, 2)}\n`
          : describeDiff(diff, consequence, { announced: flags.announce }),
      );
    });
}
