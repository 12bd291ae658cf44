import { type Consequence, earliestEffective } from './consequence.ts';
import type { ChangeValue, PolicyChange, PolicyDiff, Significance } from './policy-change.ts';

/** The diff and what follows from it, as lines for a terminal; no colours, no tabs. */
export function describeDiff(
  diff: PolicyDiff,
  consequence: Consequence,
  { announced }: { readonly announced: string },
): string {
  const title = `policy version ${diff.from.version} (${short(diff.from.hash)}) to version ${diff.to.version} (${short(diff.to.hash)})`;
  if (diff.significance === 'none') return `${title}: no difference\n`;
  const parts = (['widening', 'narrowing', 'editorial'] as const).flatMap((significance) => {
    const changes = diff.changes.filter((change) => change.significance === significance);
    return changes.length === 0 ? [] : [`${HEADINGS[significance]}\n${changes.map(line).join('\n')}`];
  });
  return [`${title}: ${diff.significance}`, ...parts, whatFollows(consequence, announced)]
    .join('\n\n')
    .concat('\n');
}

const HEADINGS: Readonly<Record<Significance, string>> = {
  widening: 'WIDENING: more may be done with data, or less protects it',
  narrowing: 'NARROWING: less may be done with data, or more protects it',
  editorial: 'EDITORIAL: the tables do the same',
};

const LIST_MAX = 12;

function line({ topic, path, before, after }: PolicyChange): string {
  const change =
    before === null
      ? `+ ${words(after)}`
      : after === null
        ? `- ${words(before)}`
        : `${words(before)} -> ${words(after)}`;
  return `  ${topic.padEnd(21)} ${path}\n${' '.repeat(24)}${change}`;
}

/** A value in words. */
export function words(value: ChangeValue): string {
  if (value === null) return 'nothing';
  if (value === 'account') return 'as long as the account exists';
  if (typeof value !== 'object') return String(value);
  const more = value.length - LIST_MAX;
  return `${value.slice(0, LIST_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function whatFollows(consequence: Consequence, announced: string): string {
  const { noticeDays, reConsent, signOff } = consequence;
  const consent = reConsent.map(({ regime, purposes }) => `    ${regime}: ${purposes.join(', ')}`);
  return [
    'WHAT FOLLOWS',
    noticeDays === 0
      ? '  notice: none needed'
      : `  notice: ${noticeDays} days before it takes effect, to everybody`,
    ...(consent.length === 0
      ? ['  consent: nothing to ask anew']
      : ['  consent to ask anew, until then the old rules hold:', ...consent]),
    signOff
      ? '  sign-off: a person must vouch that the changed words mean the same'
      : '  sign-off: no changed words',
    `  announced on ${announced}, it can take effect on ${earliestEffective(consequence, announced)} at the earliest`,
  ].join('\n');
}

const short = (hash: string): string => hash.slice(0, 12);
