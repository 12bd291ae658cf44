import type { Column } from '@jianchat/analytics';

type Cell = string | number;

/** A row may lack what its table can do without; what says when, what and where in the log, it can't. */
const INDISPENSABLE: ReadonlySet<string> = new Set(['at', 'event_id', 'auction_id', 'log_offset']);

/**
 * Gate "keep" for one row: what may not stand is left empty, 0 or `unknown`. Undefined where nothing is left to write: a row
 * without its time or its kind says nothing.
 */
export function keptRow<Row extends Readonly<Record<string, Cell>>>(
  row: Row,
  columns: readonly Column[],
  kept: ReadonlySet<string>,
): Row | undefined {
  if (columns.every(({ name }) => kept.has(name))) return row;
  const cut: Record<string, Cell> = {};
  for (const column of columns) {
    const value = kept.has(column.name) ? row[column.name] : neutralOf(column);
    if (value === undefined) return undefined;
    cut[column.name] = value;
  }
  return cut as Row;
}

function neutralOf({ name, type, values }: Column): Cell | undefined {
  if (INDISPENSABLE.has(name)) return undefined;
  if (values !== undefined) return ['unknown', ''].find((neutral) => values.includes(neutral));
  return type === 'String' || type === 'LowCardinality(String)' ? '' : 0;
}
