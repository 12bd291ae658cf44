import type { ClauseEntry } from '../document-rows.ts';
import { PROMISE_IDS, type PromiseId } from '../promises/promise-ids.ts';
import type { Compilation } from './compilation.ts';

/** Sections whose entries each name their clause. */
const ROW_SECTIONS = [
  ...(['parties', 'purposes', 'floors', 'regimes', 'signals', 'fields', 'recipientClasses'] as const),
  ...([
    'exceptionalDisclosures',
    'aggregates',
    'rights',
    'access',
    'safeguards',
    'retention',
    'notice',
  ] as const),
] as const;

/** The promises with their sections of the document. A promise that no row of the policy serves is an empty word, so a fault. */
export function compileClauses(work: Compilation): ClauseEntry[] {
  const { policy } = work;
  const served = new Set<PromiseId>([
    ...ROW_SECTIONS.flatMap((section) => Object.values<{ clause: PromiseId }>(policy[section])).map(
      ({ clause }) => clause,
    ),
    ...Object.values(policy.identity.scopes).map(({ clause }) => clause),
    policy.identity.commitment.clause,
    policy.vocabulary.clause,
    policy.notCollected.clause,
    policy.children.clause,
  ]);
  for (const id of PROMISE_IDS.filter((promise) => !served.has(promise))) {
    work.report(
      'clause.unused',
      ['clauses', id],
      `no row says what keeps ${id}; write clause: ${id} at the field, purpose, recipient, right, safeguard or rule that does`,
    );
  }
  return PROMISE_IDS.map((id) => ({ id, section: policy.clauses[id] }));
}
