import type { EventLog } from '../event-log.ts';

/** One engine as the conformance suite sees it. */
export interface LogEngine {
  readonly name: string;
  /** A file that exports this engine as `engine`: child processes open the same log through it. */
  readonly file: string;
  /** Makes a new, empty log and says where it is. */
  create(): Promise<{ readonly address: string; remove(): Promise<void> }>;
  /** Opens it, possibly beside others in this and other processes. */
  open(address: string): EventLog | Promise<EventLog>;
  /** What `open` asks for; the suite's clock moves in its measure. */
  readonly dedupeWindowMs: number;
}
