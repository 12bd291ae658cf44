/** ClickHouse types as `system.columns` spells them. */
export type ColumnType =
  | "DateTime64(3, 'UTC')"
  | 'String'
  | 'LowCardinality(String)'
  | 'UInt16'
  | 'UInt32'
  | 'UInt64'
  | 'Int64';

/** One column. The table's DDL, its row type, its inserts and the policy's check all read this. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** What the column means; becomes the comment in the database. */
  readonly comment: string;
  /** The closed set of its values, where there is one. */
  readonly values?: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Sorting key: what reports filter by comes first. */
  readonly orderBy: readonly string[];
}

type ValueOf<C extends Column> = C extends { readonly values: readonly (infer V)[] }
  ? V
  : C['type'] extends 'String' | 'LowCardinality(String)'
    ? string
    : number;

/** The row of a table: times are milliseconds since the epoch, integers stay below 2^53. */
export type RowOf<Columns extends readonly Column[]> = {
  readonly [C in Columns[number] as C['name']]: ValueOf<C>;
};

/** In the order of the columns, as the format JSONCompactEachRow has it. */
export function toCells(columns: readonly Column[], row: Readonly<Record<string, string | number>>) {
  return columns.map(({ name, type }) => {
    const value = row[name];
    return type === "DateTime64(3, 'UTC')" && typeof value === 'number' ? toDateTime64(value) : value;
  });
}

function toDateTime64(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
}
