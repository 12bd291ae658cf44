/** Why something is kept for that long (promise R1). */
export type RetentionCriterion = 'service' | 'safety' | 'agreed' | 'special';

/**
 * How long and why. `days` is 0 for "only while the request is answered", -1 for "as long as the account exists" and "as
 * long as the platform runs", which `keep` tells apart.
 */
export interface Retention {
  readonly keep: string;
  readonly days: number;
  readonly criterion: RetentionCriterion;
  readonly then: 'delete' | 'anonymise' | 'shred' | 'nothingKept';
}
