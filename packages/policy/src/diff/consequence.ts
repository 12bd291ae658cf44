import type { ChangeKind } from '../document-rows.ts';
import type { CompiledPolicy } from '../rows.ts';
import type { ChangeTopic, PolicyChange, PolicyDiff, Significance } from './policy-change.ts';

/** What follows in law from a change. */
export interface Consequence {
  readonly significance: Significance | 'none';
  /** Days between notice and effect. */
  readonly noticeDays: number;
  /** Whose consent must be asked anew, by regime; data and use under the old consent stay as they were until it is given. */
  readonly reConsent: readonly { readonly regime: string; readonly purposes: readonly string[] }[];
  /** Words changed that no table stands behind: a person must vouch that they mean the same. */
  readonly signOff: boolean;
}

/** Periods and whether consent is asked anew are those of the policy in force: a change of them protects nobody from itself. */
export function consequenceOf(diff: PolicyDiff, a: CompiledPolicy, b: CompiledPolicy): Consequence {
  const widenings = diff.changes.filter(({ significance }) => significance === 'widening');
  const rowOf = ({ topic }: PolicyChange) => a.notice.find(({ kind }) => kind === NOTICE_OF[topic]);
  const asking = widenings.filter((change) => rowOf(change)?.reconsent !== false);
  const reConsent = b.regimes.flatMap((regime) => {
    const asked = b.purposes.filter(({ name }) => ASKED.has(regime.basis[name] ?? 'never'));
    const purposes = asked
      .map(({ name }) => name)
      .filter((name) =>
        asking.some((change) => change.regimes.includes(regime.name) && change.purposes.includes(name)),
      );
    return purposes.length > 0 ? [{ regime: regime.name, purposes }] : [];
  });
  return {
    significance: diff.significance,
    noticeDays: widenings.reduce(
      (days, change) => Math.max(days, rowOf(change)?.days ?? 0, a.minNoticeDays),
      0,
    ),
    reConsent,
    signOff: diff.changes.some(({ significance, topic }) => significance === 'editorial' && topic !== 'meta'),
  };
}

/** Which row of the policy's `notice` table a widening comes under. */
const NOTICE_OF: Readonly<Record<ChangeTopic, ChangeKind | undefined>> = {
  field: 'collection',
  path: 'collection',
  form: 'collection',
  class: 'collection',
  storage: 'collection',
  retention: 'retention',
  purpose: 'purpose',
  basis: 'basis',
  regime: 'basis',
  children: 'floor',
  floor: 'floor',
  signal: 'floor',
  identityScope: 'identity',
  recipientClass: 'recipient',
  contract: 'recipient',
  exceptionalDisclosure: 'recipient',
  party: 'recipient',
  minimumGroup: 'minimumGroup',
  right: 'right',
  access: 'safeguard',
  safeguard: 'safeguard',
  promise: 'safeguard',
  notice: 'safeguard',
  // Nothing of these widens by a rule; what no rule knows has the policy's least period and asks anew.
  meta: undefined,
  text: undefined,
  other: undefined,
};

const ASKED = new Set(['consent', 'separateConsent']);
const DAY_MS = 86_400_000;

/** The first day (UTC, ISO) on which a version can apply that is announced on `announced` (ISO day). */
export const earliestEffective = ({ noticeDays }: Consequence, announced: string): string =>
  new Date(Date.parse(`${announced}T00:00:00Z`) + noticeDays * DAY_MS).toISOString().slice(0, 10);
