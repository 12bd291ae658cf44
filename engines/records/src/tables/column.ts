import type { ColumnType } from 'kysely';

/**
 * One column as a migrated database has it, carrying the TypeScript types in which it is read and written.
 * The types of the tables are derived from these descriptions, and a test compares the descriptions with
 * `information_schema`: neither can drift from the other.
 */
export interface Column<Type> {
  /** PostgreSQL's name of the type: `information_schema.columns.udt_name`. */
  readonly udt: string;
  readonly nullable: boolean;
  /** Who gives the value of a new row: always the caller, the caller or a default, only the database. */
  readonly origin: 'caller' | 'default' | 'database';
  /** Has no value: it holds the type for {@link RowOf}. */
  readonly type?: Type;
}

interface Kinds<S, I> {
  readonly required: Column<ColumnType<S, I, I>>;
  readonly nullable: Column<ColumnType<S | null, I | null | undefined, I | null>>;
  readonly defaulted: Column<ColumnType<S, I | undefined, I>>;
  readonly generated: Column<ColumnType<S, never, never>>;
}

/** `S` is what a query gives, `I` what it takes. */
export function column<S, I = S>(udt: string): Kinds<S, I> {
  return {
    required: { udt, nullable: false, origin: 'caller' },
    nullable: { udt, nullable: true, origin: 'caller' },
    defaulted: { udt, nullable: false, origin: 'default' },
    generated: { udt, nullable: false, origin: 'database' },
  };
}

export const text = column<string>('text');
export const bool = column<boolean>('bool');
export const int4 = column<number>('int4');
/** Read as a number; beyond ±2^53 the read throws (see `safe-integer.ts`). */
export const int8 = column<number>('int8');
export const timestamptz = column<Date>('timestamptz');
export const bytea = column<Buffer>('bytea');
/** Objects only: `pg` would turn an array into a PostgreSQL array, and the tables refuse one. */
export const jsonObject = column<Record<string, unknown>, object>('jsonb');

/** A table's row type for Kysely, from its columns. */
export type RowOf<Columns> = {
  [Name in keyof Columns]: Columns[Name] extends Column<infer Type> ? Type : never;
};
