/** ClickHouse types as `system.columns` spells them. */
export type ColumnType =
  | "DateTime64(3, 'UTC')"
  | "DateTime('UTC')"
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
  /** Columns that are added up over rows with the same sorting key; none where rows are kept as they came. */
  readonly sums?: readonly string[];
}

/** Carries what is inserted into one table on into another. */
export interface View {
  readonly name: string;
  readonly target: string;
  readonly select: string;
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

/**
 * In the order of the columns, as the format JSONCompactEachRow has it. Throws a RangeError that names the column:
 * the server would take a missing number for 0 and any text for a member of a closed set.
 */
export function toCells(
  columns: readonly Column[],
  row: Readonly<Record<string, string | number>>,
): (string | number)[] {
  return columns.map((column) => {
    const value = row[column.name];
    if (value === undefined || !fits(column, value)) throw new RangeError(`no value for ${column.name}`);
    return column.type === "DateTime64(3, 'UTC')" ? toDateTime64(Number(value)) : value;
  });
}

function fits({ type, values }: Column, value: string | number): boolean {
  if (values !== undefined) return values.some((each) => each === value);
  const isText = type === 'String' || type === 'LowCardinality(String)';
  return isText ? typeof value === 'string' : Number.isSafeInteger(value);
}

function toDateTime64(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
}
