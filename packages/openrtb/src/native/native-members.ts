type JsonObject = Readonly<Record<string, unknown>>;

/** Reads members by their type and remembers the first fault; an absent member is undefined and no fault. */
export interface MemberReader {
  integer(value: unknown, path: string): number | undefined;
  /** 0 or 1; true and false are absorbed. */
  flag(value: unknown, path: string): number | undefined;
  text(value: unknown, path: string): string | undefined;
  integers(value: unknown, path: string): readonly number[] | undefined;
  texts(value: unknown, path: string): readonly string[] | undefined;
  list(value: unknown, path: string): readonly unknown[] | undefined;
  objectOf(value: unknown, path: string): JsonObject | undefined;
  /** Remembers a sentence about what was read, unless one stands already. */
  check(fault: string | undefined): void;
  fault(): string | undefined;
}

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function createMemberReader(): MemberReader {
  let first: string | undefined;
  const check: MemberReader['check'] = (fault) => {
    first ??= fault;
  };
  const read =
    <T>(fits: (value: unknown) => value is T, expected: string) =>
    (value: unknown, path: string): T | undefined => {
      if (value === undefined || value === null) return undefined;
      if (fits(value)) return value;
      check(`${path} must be ${expected}`);
      return undefined;
    };
  const listOf =
    <T>(fits: (value: unknown) => value is T) =>
    (value: unknown): value is T[] =>
      Array.isArray(value) && value.every(fits);
  const integer = read(isInteger, 'an integer');
  return {
    integer,
    flag: (value, path) => integer(typeof value === 'boolean' ? Number(value) : value, path),
    text: read(isText, 'a string'),
    integers: read(listOf(isInteger), 'an array of integers'),
    texts: read(listOf(isText), 'an array of strings'),
    list: read((value): value is unknown[] => Array.isArray(value), 'an array'),
    objectOf: read(isObject, 'an object'),
    check,
    fault: () => first,
  };
}
