import type { Column } from '@jianchat/analytics';

type Cell = string | number;

/** A row may lack what its table can do without; what says when, what and where in the log, it can't. */
const INDISPENSABLE: ReadonlySet<string> = new Set(['at', 'event_id', 'auction_id', 'log_offset']);

/** What leaving a column empty stands for: a row that says anything else of it would become another one. */
const EMPTY_STANDS_FOR: Readonly<Record<string, ReadonlySet<Cell | undefined>>> = {
  conversion_basis: new Set(['', 'click']),
};

/**
 * Gate "keep" for one row: what may not stand is left empty, 0 or `unknown`. Undefined where nothing is left to write: a row
 * without its time or its kind says nothing, and of a conversion that nobody may tell from a clicked one, nothing is told.
 */
export function keptRow<Row extends Readonly<Record<string, Cell>>>(
  row: Row,
  columns: readonly Column[],
  kept: ReadonlySet<string>,
): Row | undefined {
  if (columns.every(({ name }) => kept.has(name))) return row;
  const cut: Record<string, Cell> = {};
  for (const column of columns) {
    const own = row[column.name];
    const value = kept.has(column.name) ? own : neutralOf(column, own);
    if (value === undefined) return undefined;
    cut[column.name] = value;
  }
  return cut as Row;
}

function neutralOf({ name, type, values }: Column, own: Cell | undefined): Cell | undefined {
  if (INDISPENSABLE.has(name) || EMPTY_STANDS_FOR[name]?.has(own) === false) return undefined;
  if (values !== undefined) return ['unknown', ''].find((neutral) => values.includes(neutral));
  return type === 'String' || type === 'LowCardinality(String)' ? '' : 0;
}
