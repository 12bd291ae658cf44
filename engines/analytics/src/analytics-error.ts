import { ClickHouseError } from '@clickhouse/client';

/**
 * - `analytics.unavailable`: not reached, or overloaded; the same call may succeed later.
 * - `analytics.refused`: the server answered with an exception; the same call will fail again.
 * - `analytics.too_long`: the answer would be longer than the server gives; a narrower question may be answered.
 * - `analytics.schema`: a table differs from its declaration in a way that migrating does not mend.
 * - `analytics.bad_query`: a report query outside what is offered.
 */
export type AnalyticsErrorCode =
  | 'analytics.unavailable'
  | 'analytics.refused'
  | 'analytics.too_long'
  | 'analytics.schema'
  | 'analytics.bad_query';

export class AnalyticsError extends Error {
  readonly code: AnalyticsErrorCode;
  /** ClickHouse's name of the exception, such as `UNKNOWN_TABLE`; undefined when there was no answer. */
  readonly exception: string | undefined;

  constructor(code: AnalyticsErrorCode, message: string, exception?: string) {
    super(message);
    this.name = 'AnalyticsError';
    this.code = code;
    this.exception = exception;
  }

  /** Whether the same call, with the same token, is worth repeating. */
  get retryable(): boolean {
    return this.code === 'analytics.unavailable';
  }
}

/** Exceptions of a server that is overloaded, starting or stopping, or of a lost replica. */
const passingExceptions = new Set([
  'TIMEOUT_EXCEEDED',
  'TOO_MANY_SIMULTANEOUS_QUERIES',
  'SOCKET_TIMEOUT',
  'NETWORK_ERROR',
  'ABORTED',
  'MEMORY_LIMIT_EXCEEDED',
  'TOO_MANY_PARTS',
  'TABLE_IS_READ_ONLY',
  'CANNOT_SCHEDULE_TASK',
  'KEEPER_EXCEPTION',
  'UNKNOWN_STATUS_OF_INSERT',
]);

/**
 * The server's text may quote rows and parameters (a value that can't be parsed), so only its name of the
 * exception passes on.
 */
export function toAnalyticsError(action: string, error: unknown): AnalyticsError {
  if (error instanceof AnalyticsError) return error;
  if (error instanceof ClickHouseError) {
    const exception = error.type ?? `code ${error.code}`;
    return new AnalyticsError(codeOf(exception), `${action}: ClickHouse answered ${exception}`, exception);
  }
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no usable answer';
  return new AnalyticsError('analytics.unavailable', `${action}: ${reason}`);
}

function codeOf(exception: string): AnalyticsErrorCode {
  if (exception === 'TOO_MANY_ROWS_OR_BYTES') return 'analytics.too_long';
  return passingExceptions.has(exception) ? 'analytics.unavailable' : 'analytics.refused';
}
