import pg from 'pg';

/**
 * How columns are read. `int8` becomes a JavaScript number, because ids, offsets and micros stay far below 2^53
 * (9 billion units of a currency in micros); a value beyond throws instead of being rounded.
 * `numeric`, which `sum(int8)` gives, stays a string: cast sums to int8 in SQL.
 */
export const recordTypes: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === pg.types.builtins.INT8 && format !== 'binary') return parseSafeInteger;
    return pg.types.getTypeParser(oid, format);
  },
};

/** Throws a RangeError beyond ±(2^53 − 1). */
export function parseSafeInteger(value: string): number {
  const parsed = Number(value);
  if (!Number.isSafeInteger(parsed))
    throw new RangeError('an int8 beyond 2^53 was read from the records store');
  return parsed;
}
