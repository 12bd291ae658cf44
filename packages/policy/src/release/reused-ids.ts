import type { CompiledPolicy } from '../rows.ts';

/** An id or a name that means something else than it did in a released version. */
export interface ReusedId {
  /** `fields`, `purposes`, … */
  readonly section: string;
  readonly id: number;
  readonly was: string;
  readonly is: string;
  /** The released version in which it meant the other. */
  readonly version: number;
}

/** Ids stand in records, masks and logs for ever: none may ever mean two things, whatever was released in between. */
export function reusedIds(released: readonly CompiledPolicy[], next: CompiledPolicy): readonly ReusedId[] {
  const found = new Map<string, ReusedId>();
  for (const earlier of released) {
    for (const [section, before] of sections(earlier)) {
      const after = sections(next).get(section) ?? [];
      for (const row of before) {
        const taken = after.find(({ id }) => id === row.id);
        const moved = after.find(({ name }) => name === row.name);
        const differs = taken !== undefined && taken.name !== row.name;
        if (differs || (moved !== undefined && moved.id !== row.id)) {
          const is = differs ? taken.name : `${row.name} under id ${moved?.id}`;
          found.set(`${section} ${row.id}`, {
            section,
            id: row.id,
            was: row.name,
            is,
            version: earlier.version,
          });
        }
      }
    }
  }
  return [...found.values()];
}

interface Named {
  readonly id: number;
  readonly name: string;
}

function sections(policy: CompiledPolicy): Map<string, readonly Named[]> {
  return new Map<string, readonly Named[]>([
    ['fields', policy.fields],
    ['purposes', policy.purposes],
    ['floors', policy.floors],
    ['classes', Object.entries(policy.classes).map(([name, id]) => ({ id, name }))],
    ['regimes', policy.regimes],
    ['recipientClasses', policy.recipientClasses],
    ['contracts', [...policy.contracts.values()]],
    ['parties', policy.parties],
    ['signals', policy.signals],
    ['identity.scopes', policy.identity.scopes],
    ['rights', policy.rights],
    ['access', policy.access],
    ['exceptionalDisclosures', policy.exceptionalDisclosures],
    ['aggregates', policy.aggregates],
    ['safeguards', policy.safeguards],
    ['retention', policy.records],
  ]);
}
