import type { EncodedAd, EncodedPlace } from './features.ts';
import { combine } from './stable-hash.ts';
import type { Template } from './templates.ts';

/** The template's slot for an ad in a place; -1 where a value is missing. Allocates nothing. */
export function slotOf(template: Template, ad: EncodedAd, place: EncodedPlace): number {
  let hash = template.seed;
  if (template.ad >= 0) {
    const value = ad[template.ad] ?? 0;
    if (value === 0) return -1;
    hash = combine(hash, value);
  }
  if (template.place >= 0) {
    const value = place[template.place] ?? 0;
    if (value === 0) return -1;
    hash = combine(hash, value);
  }
  if (template.place2 >= 0) {
    const value = place[template.place2] ?? 0;
    if (value === 0) return -1;
    hash = combine(hash, value);
  }
  return template.base + (hash & template.mask);
}
