import type { Adapter } from './adapter.ts';

/** What the generated registry knows of one folder. */
export interface AdapterFolder {
  readonly info: unknown;
  /** Undefined for an alias. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Undefined where data is enough. Parameters were checked against the folder's own schema. */
  readonly code?: Adapter<never>;
}
