/**
 * The event log: durable, ordered, replayable. Services meet here and nowhere else.
 *
 * Glossary
 * - topic: one ordered sequence of records; its name is lower-case letters, digits and dashes.
 * - offset: a record's place in its topic, from 0, without gaps.
 * - key: the record's identity for de-duplication; '' means "never compare".
 */
export interface LogMessage {
  readonly key: string;
  readonly value: Uint8Array;
}

export interface LogEntry extends LogMessage {
  readonly offset: number;
}

export type AppendOutcome =
  | { readonly status: 'appended'; readonly offset: number }
  /** A record with this key stands in the topic already; nothing was written. */
  | { readonly status: 'duplicate' };

export interface AppendOptions {
  readonly nowMs: number;
  /** How long the record may wait for others to share a commit with, ms; without it none: it starts one. */
  readonly lingerMs?: number;
}

/** Where engines truly differ, they say so here; a caller that needs more than is promised refuses to start. */
export interface LogCapabilities {
  /**
   * How long a key is remembered at least, ms; a caller must not rely on its being forgotten afterwards. At least the
   * lifetime of an event token.
   */
  readonly dedupeWindowMs: number;
}

export interface EventLog {
  readonly capabilities: LogCapabilities;
  /**
   * Resolves when the record is on disk (or was there before). Concurrent appends share one commit.
   * @throws LogFault; then the record may or may not have been written: the caller must not acknowledge it.
   */
  append(topic: string, message: LogMessage, options: AppendOptions): Promise<AppendOutcome>;
  /** Lets nothing linger any longer; resolves when all that was appended before is on disk or refused. */
  flush(): Promise<void>;
  /**
   * Up to `limit` entries from `from` on, in order; empty at the end. Entries before the trim point are skipped. Never
   * shows a record that a power loss could still take back. The values belong to the caller.
   */
  read(topic: string, options: { from: number; limit: number }): Promise<readonly LogEntry[]>;
  /** The offset the next record will get. */
  end(topic: string): Promise<number>;
  /** Resolves true when the topic holds a record at or after `from`, false when `signal` aborts or `maxWaitMs` passes. */
  wait(topic: string, options: { from: number; maxWaitMs: number; signal: AbortSignal }): Promise<boolean>;
  /** Forgets records before `before` and keys older than the window. Never touches later offsets. */
  trim(topic: string, options: { before: number; nowMs: number }): Promise<void>;
  /** True while appends can be made durable. */
  ready(): boolean;
  close(): Promise<void>;
}

/** `log.full`: no space left; `log.closed`: after close; `log.failed`: the engine refused for another reason. */
export type LogFaultCode = 'log.full' | 'log.closed' | 'log.failed';

export class LogFault extends Error {
  readonly code: LogFaultCode;
  constructor(code: LogFaultCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}
