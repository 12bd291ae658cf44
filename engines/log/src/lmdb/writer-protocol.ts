import type { LogFaultCode } from '../event-log.ts';

/** What the log asks of its writer thread; it answers each question once, in order. */
export type WriterQuestion =
  | { readonly do: 'append'; readonly batch: AppendBatch }
  | { readonly do: 'trim'; readonly topic: string; readonly before: number; readonly nowMs: number }
  /** Writes and syncs one page: does the disk take writes again? */
  | { readonly do: 'probe' }
  | { readonly do: 'close' };

/** Appends that share one commit, by columns, which are handed over and not copied. */
export interface AppendBatch {
  /** Each topic once. */
  readonly topics: readonly string[];
  /** Of each record the index of its topic; a log has fewer than 256. */
  readonly topicOf: Uint8Array<ArrayBuffer>;
  /** Undefined where no record has a key. */
  readonly keys: readonly string[] | undefined;
  readonly times: Float64Array<ArrayBuffer>;
  /** The values' ends within `bytes`. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type WriterAnswer =
  | { readonly ok: true; readonly offsets?: Float64Array<ArrayBuffer>; readonly more?: boolean }
  | { readonly ok: false; readonly code: LogFaultCode; readonly detail: string };

/** Stands in an answer's `offsets` for a record whose key was there before. */
export const DUPLICATE = -1;

export interface WriterSettings {
  readonly path: string;
  readonly dedupeWindowMs: number;
}
