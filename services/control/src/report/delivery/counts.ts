import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';

/** What was counted and charged of a line item or deal in some time. */
export interface Counted {
  /** By an event's kind. */
  readonly events: ReadonlyMap<string, number>;
  readonly micros: number;
}

export interface Counts {
  readonly total: Counted;
  /** By days of its own clock, YYYY-MM-DD. */
  readonly days: ReadonlyMap<string, Counted>;
}

const NOTHING: Counted = { events: new Map(), micros: 0 };
export const NO_COUNTS: Counts = { total: NOTHING, days: new Map() };

export const countedOn = ({ days }: Counts, day: string): Counted => days.get(day) ?? NOTHING;

interface Row {
  readonly line_item: string;
  /** Null for the sum of all days. */
  readonly day: string | null;
  /** Null for money. */
  readonly kind: string | null;
  readonly amount: number;
}

/**
 * What the pipeline counted, in the transactions that charged it.
 * @param sinceDay days before it are in the totals only
 */
export async function readCounts(
  db: Kysely<Tables>,
  { ids, sinceDay }: { readonly ids: readonly string[]; readonly sinceDay: string },
): Promise<ReadonlyMap<string, Counts>> {
  const { rows } = await sql<Row>`
    with wanted as (select unnest(${[...ids]}::text[]) as line_item),
    counted as (
      select line_item, day, kind, events as amount from line_item_delivery join wanted using (line_item)
      union all
      select line_item, day, null, micros from line_item_spend join wanted using (line_item)
    )
    select line_item, null as day, kind, sum(amount)::int8 as amount from counted group by line_item, kind
    union all
    select line_item, day, kind, amount from counted where day >= ${sinceDay}`.execute(db);
  const found = new Map<string, { total: Filled; days: Map<string, Filled> }>();
  for (const row of rows) {
    const of = found.get(row.line_item) ?? { total: empty(), days: new Map<string, Filled>() };
    found.set(row.line_item, of);
    if (row.day === null) fill(of.total, row);
    else {
      const day = of.days.get(row.day) ?? empty();
      of.days.set(row.day, day);
      fill(day, row);
    }
  }
  return found;
}

interface Filled {
  readonly events: Map<string, number>;
  micros: number;
}

const empty = (): Filled => ({ events: new Map(), micros: 0 });

function fill(counted: Filled, { kind, amount }: Row): void {
  if (kind === null) counted.micros = amount;
  else counted.events.set(kind, amount);
}
