/** A fault in ClickHouse's own terms: number, name and text, as its HTTP interface reports them. */
export class ClickHouseException extends Error {
  readonly exceptionCode: number;

  /** `text` is without the leading `Code: N. DB::Exception:` and the trailing `(NAME)`. */
  constructor(name: ExceptionName, text: string) {
    const exceptionCode = exceptionCodes[name];
    super(`Code: ${exceptionCode}. DB::Exception: ${text} (${name})`);
    this.exceptionCode = exceptionCode;
  }
}

/** The codes that the gateway raises itself. */
const exceptionCodes = {
  BAD_ARGUMENTS: 36,
  NOT_IMPLEMENTED: 48,
  SYNTAX_ERROR: 62,
  UNKNOWN_FORMAT: 73,
  INCORRECT_DATA: 117,
  TOO_MANY_SIMULTANEOUS_QUERIES: 202,
  QUERY_IS_TOO_LARGE: 229,
  AUTHENTICATION_FAILED: 516,
} as const;
type ExceptionName = keyof typeof exceptionCodes;

/**
 * HTTP status → exception codes, as in ClickHouse's `exceptionCodeToHTTPStatus.cpp`; every other code is a 500.
 * The names: `SELECT errorCodeToName(n)`.
 */
const codesByStatus: readonly (readonly [status: number, codes: readonly number[]])[] = [
  [401, [194]],
  [403, [192, 193, 497, 512, 516]],
  [
    400,
    [
      6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427, 441, 675,
      676,
    ],
  ],
  [404, [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511]],
  [413, [229]],
  [501, [48]],
  [503, [76, 209, 439]],
  [411, [381]],
  [408, [159]],
  [415, [779]],
];
const statusByCode = new Map(codesByStatus.flatMap(([status, codes]) => codes.map((code) => [code, status])));

export function httpStatusOf(exceptionCode: number): number {
  return statusByCode.get(exceptionCode) ?? 500;
}

/** The engine's exception code in an error's text; 1002 (UNKNOWN_EXCEPTION) where there is none. */
export function exceptionOf(error: unknown): { code: number; text: string } {
  const text = error instanceof Error ? error.message : String(error);
  const code = /\bCode:\s*(\d+)/.exec(text)?.[1];
  if (code === undefined)
    return { code: 1002, text: `Code: 1002. DB::Exception: ${text} (UNKNOWN_EXCEPTION)` };
  return { code: Number(code), text: text.slice(text.indexOf('Code:')) };
}
