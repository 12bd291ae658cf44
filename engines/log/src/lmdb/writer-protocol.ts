import type { LogFaultCode } from '../event-log.ts';

/** What the log asks of its writer thread; it answers each question once, in order. */
export type WriterQuestion =
  | { readonly do: 'append'; readonly batch: AppendBatch }
  | { readonly do: 'trim'; readonly topic: string; readonly before: number; readonly nowMs: number }
  /** Writes and syncs one page: does the disk take writes again? */
  | { readonly do: 'probe' }
  | { readonly do: 'close' };

/** Appends that share one commit, by columns, so that handing them over copies one buffer. */
export interface AppendBatch {
  readonly topics: readonly string[];
  readonly keys: readonly string[];
  readonly times: readonly number[];
  /** The values' ends within `bytes`. */
  readonly ends: readonly number[];
  readonly bytes: Uint8Array;
}

export type WriterAnswer =
  | { readonly ok: true; readonly offsets?: readonly number[]; readonly more?: boolean }
  | { readonly ok: false; readonly code: LogFaultCode; readonly detail: string };

/** Stands in an answer's `offsets` for a record whose key was there before. */
export const DUPLICATE = -1;

export interface WriterSettings {
  readonly path: string;
  readonly dedupeWindowMs: number;
}
