import type { TraitName } from '@jianchat/snapshot';
import type { ImpView } from '../imp-view.ts';

/** What targeting may know of a request. Whoever reads it asks the use gate; nothing here holds a field of a request. */
export interface Traits {
  /**
   * The values of a trait, in the form that targeting names them. Empty where the request does not say it, where it can't
   * be told, and where the policy does not let it be read for this person: all three look the same.
   */
  of(trait: TraitName, imp: ImpView): readonly string[];
}

const NONE: readonly string[] = [];

/** Somebody of whom nothing is known. */
export const NO_TRAITS: Traits = { of: () => NONE };

/** Traits that are compared whatever their case. */
const FOLDED: ReadonlySet<TraitName> = new Set(['city', 'isp', 'segment']);

/** A value of a trait as it is compared. */
export function traitValue(trait: TraitName, value: string): string {
  return FOLDED.has(trait) ? value.trim().toLowerCase() : value;
}
