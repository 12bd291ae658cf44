import type { CompiledPolicy } from '../rows.ts';
import type { PolicyDiff, Significance } from './policy-change.ts';

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

/** The period is that of the policy in force: a change of the period protects nobody from itself. */
export function consequenceOf(diff: PolicyDiff, a: CompiledPolicy, b: CompiledPolicy): Consequence {
  const widenings = diff.changes.filter(({ significance }) => significance === 'widening');
  const reConsent = b.regimes.flatMap((regime) => {
    const asked = b.purposes.filter(({ name }) => ASKED.has(regime.basis[name] ?? 'never'));
    const purposes = asked
      .map(({ name }) => name)
      .filter((name) =>
        widenings.some((change) => change.regimes.includes(regime.name) && change.purposes.includes(name)),
      );
    return purposes.length > 0 ? [{ regime: regime.name, purposes }] : [];
  });
  return {
    significance: diff.significance,
    noticeDays: widenings.length > 0 ? a.minNoticeDays : 0,
    reConsent,
    signOff: diff.changes.some(({ significance, topic }) => significance === 'editorial' && topic !== 'meta'),
  };
}

const ASKED = new Set(['consent', 'separateConsent']);
const DAY_MS = 86_400_000;

/** The first day (UTC, ISO) on which a version can apply that is announced on `announced` (ISO day). */
export const earliestEffective = ({ noticeDays }: Consequence, announced: string): string =>
  new Date(Date.parse(`${announced}T00:00:00Z`) + noticeDays * DAY_MS).toISOString().slice(0, 10);
