import type { CompiledPolicy, FieldRow } from './rows.ts';

/** What lies together and leaves together: a table, a topic of the log, a family of keys, a file. */
export interface StoredTable {
  /** Such as `records:counted_events`, `analytics:events`, `log:disclosures`, `hot:subject.of`, `file:master.key`. */
  readonly table: string;
  /** Names below the table, each with the fields it holds. A file and a family of keys have one, ''. */
  readonly columns: ReadonlyMap<string, readonly FieldRow[]>;
  /**
   * Days after which a row must go: the shortest period of all its fields, because a row leaves as a whole. Undefined
   * where it stays as long as the account or the platform.
   */
  readonly days: number | undefined;
}

/** Table and column of a place: `records:auth.user.email` is column `email` of table `records:auth.user`. */
export function splitPlace(place: string): readonly [table: string, column: string] {
  if (place.startsWith('file:') || place.startsWith('hot:')) return [place, ''];
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
      const [table, column] = splitPlace(place);
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
