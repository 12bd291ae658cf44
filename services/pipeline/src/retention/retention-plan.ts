import type { ShownUnit } from '@jianchat/hot';
import { type CompiledPolicy, storedTables } from '@jianchat/policy';

/** What must leave, and after how many days: nothing here is decided by hand but where a row says its age. */
export interface RetentionPlan {
  readonly records: readonly RecordsRule[];
  readonly log: readonly LogRule[];
  /** Days by table of the analytics store. */
  readonly analytics: ReadonlyMap<string, number>;
  /** Days that the hot state keeps how often ads were shown, by whom is counted; undefined where the policy has no such counts. */
  readonly shown: Readonly<Partial<Record<ShownUnit, number>>>;
  /** Tables that the policy gives a period and that say no age: nothing of them can be removed. */
  readonly ageless: readonly string[];
  /** Keys of the hot state and files that have a period: whoever keeps them lets them go. */
  readonly elsewhere: readonly string[];
}

export interface RecordsRule {
  /** Table with its schema, where that is not `public`. */
  readonly table: string;
  readonly ageColumn: string;
  readonly days: number;
}

export interface LogRule {
  readonly topic: string;
  readonly days: number;
}

const SHOWN: ReadonlyMap<string, ShownUnit> = new Map([
  ['hot:cap.of', 'device'],
  ['hot:household.shown', 'household'],
  ['hot:person.shown', 'person'],
]);

/** The column that says how old a row is: when what it holds happened or came to be. */
const AGE_COLUMNS: readonly string[] = ['at', 'created_at', 'createdAt'];

/** Reads the periods of a policy's fields, table by table; a row leaves when the first of its fields must. */
export function retentionPlan(policy: CompiledPolicy): RetentionPlan {
  const records: RecordsRule[] = [];
  const log: LogRule[] = [];
  const analytics = new Map<string, number>();
  const ageless: string[] = [];
  const elsewhere: string[] = [];
  const shown: Partial<Record<ShownUnit, number>> = {};
  for (const { table: place, columns, days } of storedTables(policy)) {
    const [engine, table = ''] = place.split(':');
    if (days === undefined) continue;
    const unit = SHOWN.get(place);
    if (engine === 'log') log.push({ topic: table, days });
    else if (engine === 'analytics') analytics.set(table, days);
    else if (unit !== undefined) shown[unit] = days;
    else if (engine !== 'records') elsewhere.push(place);
    else {
      const ageColumn = AGE_COLUMNS.find((name) => columns.has(name));
      if (ageColumn !== undefined) records.push({ table, ageColumn, days });
      else ageless.push(place);
    }
  }
  return { records, log, analytics, shown, ageless, elsewhere };
}
