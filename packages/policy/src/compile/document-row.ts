import type { DocumentRow } from '../document-rows.ts';
import type { PromiseId } from '../promises/promise-ids.ts';
import type { Compilation } from './compilation.ts';
import type { SourcePath } from './yaml-source.ts';

/** What every row of the document has. */
export const documentRow = (
  name: string,
  source: { readonly id: number; readonly clause: PromiseId; readonly state?: 'planned' | undefined },
): DocumentRow => ({ id: source.id, name, clause: source.clause, state: source.state ?? 'inForce' });

/** Sorted by id. */
export const byId = <T extends { readonly id: number }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => a.id - b.id);

/** Reports regimes that a table by regime leaves out, and names in it that are no regime. */
export function everyRegime(
  work: Compilation,
  table: Readonly<Record<string, unknown>>,
  at: SourcePath,
): void {
  const regimes = Object.keys(work.policy.regimes);
  for (const regime of regimes.filter((name) => !Object.hasOwn(table, name)))
    work.report('key.missing', at, `nothing is said for the regime "${regime}"; add it`);
  for (const name of Object.keys(table).filter((key) => !regimes.includes(key)))
    work.report('name.unknown', [...at, name], `"${name}" is no regime; write one of: ${regimes.join(', ')}`);
}
