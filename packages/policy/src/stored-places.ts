import type { CompiledPolicy, FieldRow } from './rows.ts';

/** What lies together and leaves together: a table, a topic of the log, a family of keys, a file. */
export interface StoredTable {
  /** Such as `records:counted_events`, `analytics:events`, `log:disclosures`, `file:master.key`. */
  readonly table: string;
  /** Names below the table, each with the fields it holds. A file has one, ''. */
  readonly columns: ReadonlyMap<string, readonly FieldRow[]>;
  /**
   * Days after which a row must go: the shortest period of all its fields, because a row leaves as a whole. Undefined
   * where it stays as long as the account or the platform.
   */
  readonly days: number | undefined;
}

/** Table and column of a place: `records:auth.user.email` is column `email` of table `records:auth.user`. */
function split(place: string): readonly [table: string, column: string] {
  if (place.startsWith('file:')) return [place, ''];
  const [first = '', ...rest] = place.split('.');
  // Only PostgreSQL puts a schema before a table; columns of the log are paths below the topic.
  if (!place.startsWith('records:') || rest.length === 1) return [first, rest.join('.')];
  return [`${first}.${rest[0] ?? ''}`, rest.slice(1).join('.')];
}

/** Everything the policy lets the platform keep, by table, in alphabetical order. */
export function storedTables(policy: CompiledPolicy): readonly StoredTable[] {
  const tables = new Map<string, Map<string, FieldRow[]>>();
  for (const field of policy.fields) {
    for (const place of field.store) {
      const [table, column] = split(place);
      const columns = tables.get(table) ?? new Map<string, FieldRow[]>();
      tables.set(table, columns);
      columns.set(column, [...(columns.get(column) ?? []), field]);
    }
  }
  return [...tables]
    .map(([table, columns]) => ({ table, columns, days: shortest([...columns.values()].flat()) }))
    .sort((a, b) => (a.table < b.table ? -1 : 1));
}

function shortest(fields: readonly FieldRow[]): number | undefined {
  const days = fields.map((field) => field.retention.days).filter((each) => each >= 0);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** A difference between what the policy declares and what a store really has. */
export interface StoreFault {
  readonly code: 'store.undeclared' | 'store.absent';
  /** The column, `engine:table.column`. */
  readonly place: string;
  readonly message: string;
}

/**
 * Compares both ways. @param real every column, member, family and file there is, as places; a file counts for each folder
 * above it, so that a declared folder stands for what lies in it.
 */
export function compareStores(policy: CompiledPolicy, real: readonly string[]): readonly StoreFault[] {
  const declared = new Set(policy.fields.flatMap((field) => field.store));
  const present = new Set(real.flatMap(withFolders));
  const undeclared = real.filter((place) => !withFolders(place).some((above) => declared.has(above)));
  return [
    ...undeclared.map(
      (place): StoreFault => ({
        code: 'store.undeclared',
        place,
        message: `the store has ${nameOf(place)} and no field of the policy declares it; write \`store: ["${place}"]\` under the field that it holds (policy/policy.yaml, fields), or remove it from the store`,
      }),
    ),
    ...[...declared]
      .filter((place) => !present.has(place))
      .map((place): StoreFault => {
        const owners = policy.fields.filter((field) => field.store.includes(place)).map(({ name }) => name);
        return {
          code: 'store.absent',
          place,
          message: `the policy declares ${nameOf(place)} and the store has none; take "${place}" out of \`store\` of ${owners.join(', ')} (policy/policy.yaml, fields)`,
        };
      }),
  ];
}

function withFolders(place: string): readonly string[] {
  if (!place.startsWith('file:')) return [place];
  const parts = place.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function nameOf(place: string): string {
  const [table, column] = split(place);
  return column === '' ? `the file ${place.slice('file:'.length)}` : `${column} in ${table}`;
}
