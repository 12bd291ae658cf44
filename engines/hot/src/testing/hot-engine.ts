import type { HotState } from '../hot-state.ts';

/** One engine as the conformance suite sees it. */
export interface HotEngine {
  readonly name: string;
  /** A file that exports this engine as `engine`: child processes open the same state through it. */
  readonly file: string;
  /** Makes a new, empty state and says where it is. */
  create(): Promise<{ readonly address: string; remove(): Promise<void> }>;
  /** Opens it, possibly beside others in this and other processes. */
  open(address: string): HotState | Promise<HotState>;
}
