import type { IdentityRule, ScopeRow } from '../document-rows.ts';
import { type Compilation, checkIds } from './compilation.ts';
import { byId, documentRow } from './document-row.ts';

const CONSENT_RANK = { none: 0, oneEnd: 1, bothEnds: 2 } as const;

/** How people may be recognised. A wider scope never asks for less agreement than a narrower one. */
export function compileIdentity(work: Compilation): IdentityRule {
  const { identity, vocabulary, classes, purposes } = work.policy;
  checkIds(work, 'identity', identity.scopes);
  const identifiers = Object.fromEntries(
    Object.keys(vocabulary.identifiers).map((name) => [name, classes[name] ?? 0]),
  );
  const scopes = byId(
    Object.entries(identity.scopes).map(([name, source]): ScopeRow => {
      const at = ['identity', 'scopes', name];
      return {
        ...documentRow(name, source),
        identifiers: work.bitsOf(source.identifiers, identifiers, [...at, 'identifiers']),
        requires: work.bitsOf(source.requires, purposes, [...at, 'requires']),
        consent: source.consent,
      };
    }),
  );
  scopes.forEach((scope, index) => {
    const narrower = scopes[index - 1];
    if (narrower && CONSENT_RANK[scope.consent] < CONSENT_RANK[narrower.consent])
      work.report(
        'identity.consent',
        ['identity', 'scopes', scope.name, 'consent'],
        `"${scope.name}" is wider than "${narrower.name}" and can't ask for less; write consent: ${narrower.consent}`,
      );
  });
  const { state, ...commitment } = identity.commitment;
  return { scopes, commitment: { ...commitment, state: state ?? 'inForce' } };
}
