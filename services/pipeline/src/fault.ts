import { AnalyticsError, type AnalyticsErrorCode } from '@jianchat/analytics';
import { LogFault, type LogFaultCode } from '@jianchat/log';

/**
 * Why a consumer stands still for now. Every fault is retried with growing pauses; none skips a record.
 * - `records.unavailable`: PostgreSQL is not reached. `records.refused`: it answered with an error.
 * - `record.newer`: the log holds a record of a newer release than this one.
 * - `hot.failed`: spend could not be told to the hot state; money goes on.
 * - `model.failed`: the model's file could not be read or written; learning waits.
 * - `pipeline.failed`: none of the others, a bug.
 */
export type PipelineFaultCode =
  | AnalyticsErrorCode
  | LogFaultCode
  | 'records.unavailable'
  | 'records.refused'
  | 'record.newer'
  | 'hot.failed'
  | 'model.failed'
  | 'pipeline.failed';

export class PipelineFault extends Error {
  readonly code: PipelineFaultCode;
  constructor(code: PipelineFaultCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** SQLSTATE classes of a server that is starting, stopping, lost or out of connections. */
const PASSING_SQLSTATE = /^(08|53|57P)/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** The code only: messages of stores may quote rows. */
export function faultCodeOf(error: unknown): PipelineFaultCode {
  if (error instanceof PipelineFault || error instanceof AnalyticsError || error instanceof LogFault)
    return error.code;
  if (!(error instanceof Error)) return 'pipeline.failed';
  const code = 'code' in error ? String(error.code) : '';
  if (PASSING_SQLSTATE.test(code) || /^E[A-Z]{4,}$/.test(code)) return 'records.unavailable';
  if (SQLSTATE.test(code)) return 'records.refused';
  // The pg client's own errors carry no code.
  if (/connection|timeout/i.test(error.message)) return 'records.unavailable';
  return 'pipeline.failed';
}
