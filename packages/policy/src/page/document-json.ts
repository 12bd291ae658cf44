import type { CompiledPolicy } from '../rows.ts';

/** The document's sections for machines: names instead of bits. */
export function documentJson(policy: CompiledPolicy): Record<string, unknown> {
  const of = (rows: readonly { readonly name: string; readonly bit: number }[], bits: number): string[] =>
    rows.filter((row) => (bits & row.bit) !== 0).map((row) => row.name);
  const classes = Object.entries(policy.classes).map(([name, id]) => ({ name, bit: 1 << id }));
  const regimes = policy.regimes.map(({ name, id }) => ({ name, bit: 1 << id }));
  return {
    clauses: policy.clauses,
    parties: policy.parties,
    vocabulary: policy.vocabulary,
    signals: policy.signals.map((signal) => ({
      ...signal,
      regimes: of(regimes, signal.regimes),
      grants: of(policy.purposes, signal.grants),
      floors: of(policy.floors, signal.floors),
      ...(signal.malformed
        ? { malformed: { ...signal.malformed, floor: of(policy.floors, signal.malformed.floor)[0] } }
        : {}),
    })),
    children: { ...policy.children, floor: of(policy.floors, policy.children.floor)[0] },
    identity: {
      scopes: policy.identity.scopes.map((scope) => ({
        ...scope,
        identifiers: of(classes, scope.identifiers),
        requires: of(policy.purposes, scope.requires),
      })),
      commitment: policy.identity.commitment,
    },
    rights: policy.rights,
    access: policy.access.map((row) => ({
      ...row,
      purposes: of(policy.purposes, row.purposes),
      classes: of(classes, row.classes),
    })),
    exceptionalDisclosures: policy.exceptionalDisclosures,
    aggregates: policy.aggregates,
    notice: policy.notice,
    records: policy.records,
    safeguards: policy.safeguards,
  };
}
