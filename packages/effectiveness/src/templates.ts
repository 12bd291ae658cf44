import { AD_FEATURES, FEATURE_NAMES, type FeatureName, PLACE_FEATURES } from './features.ts';
import { hashText } from './stable-hash.ts';

/** Which features together make one input of the model, and how much is thought of it before anything was seen. */
interface TemplateRow {
  readonly of: readonly [FeatureName] | readonly [FeatureName, FeatureName];
  /** Its table has `2 ** bits` slots; values share a slot when there are more. */
  readonly bits: number;
  /** How far the log-odds may differ by it, as a variance: what exploration starts from. */
  readonly priorVariance: number;
}

/**
 * The model's inputs, as data. Each has a table of its own: what one has taught can be taken away without touching the
 * others, as it must when the policy no longer lets its feature be used. Append only: a model that was learned without the last
 * rows is one in which they have taught nothing yet.
 */
const ROWS: readonly TemplateRow[] = [
  { of: ['media'], bits: 10, priorVariance: 0.05 },
  { of: ['placement'], bits: 12, priorVariance: 0.1 },
  { of: ['deviceType'], bits: 4, priorVariance: 0.03 },
  { of: ['country'], bits: 9, priorVariance: 0.03 },
  { of: ['hourOfWeek'], bits: 9, priorVariance: 0.01 },
  { of: ['placement', 'deviceType'], bits: 13, priorVariance: 0.02 },
  { of: ['format'], bits: 4, priorVariance: 0.05 },
  { of: ['advertiser'], bits: 12, priorVariance: 0.15 },
  { of: ['lineItem'], bits: 13, priorVariance: 0.15 },
  { of: ['creative'], bits: 14, priorVariance: 0.25 },
  { of: ['format', 'placement'], bits: 13, priorVariance: 0.03 },
  { of: ['format', 'deviceType'], bits: 6, priorVariance: 0.02 },
  { of: ['advertiser', 'placement'], bits: 14, priorVariance: 0.04 },
  { of: ['creative', 'placement'], bits: 15, priorVariance: 0.06 },
  { of: ['creative', 'deviceType'], bits: 14, priorVariance: 0.03 },
  { of: ['creative', 'country'], bits: 14, priorVariance: 0.03 },
  { of: ['size'], bits: 8, priorVariance: 0.05 },
  { of: ['os'], bits: 4, priorVariance: 0.02 },
  { of: ['size', 'deviceType'], bits: 9, priorVariance: 0.02 },
  { of: ['creative', 'os'], bits: 14, priorVariance: 0.02 },
];

/** A template ready to find its slot; `a` and `b` are positions among an ad's or a place's features. */
export interface Template {
  /** Position in `TEMPLATES`, which is also its bit in masks of templates. */
  readonly index: number;
  readonly name: string;
  readonly features: readonly FeatureName[];
  readonly seed: number;
  /** First slot of its table. */
  readonly base: number;
  /** Slots of its table minus one. */
  readonly mask: number;
  readonly priorVariance: number;
  /** Position among the ad's features, -1 where it has none of them. */
  readonly ad: number;
  /** Positions among the place's features, -1 for none. */
  readonly place: number;
  readonly place2: number;
}

/** Slot of the intercept; the tables begin behind it. */
export const BIAS_SLOT = 0;
export const BIAS_PRIOR_VARIANCE = 0.5;

export const TEMPLATES: readonly Template[] = layOut(ROWS);
/** Slots of one model, the intercept among them. */
export const SLOTS = TEMPLATES.reduce((sum, { mask }) => sum + mask + 1, 1);

/** Templates that need nothing of the ad: their sum is the same for every candidate of an imp. */
export const PLACE_TEMPLATES = TEMPLATES.filter(({ ad }) => ad < 0);
export const CANDIDATE_TEMPLATES = TEMPLATES.filter(({ ad }) => ad >= 0);

/** A set of templates: bit `1 << index`. */
export type TemplateMask = number;
export const ALL_TEMPLATES: TemplateMask = 2 ** TEMPLATES.length - 1;

/** Changes whenever a slot could come to mean something else. */
export const LAYOUT_HASH = layoutHash(FEATURE_NAMES.length, ROWS.length);
/** Those of this layout and of the ones that it only adds to: their slots are where they were. A model of another one is not read. */
export const READABLE_LAYOUTS: ReadonlySet<number> = new Set([LAYOUT_HASH, layoutHash(9, 16)]);

function layoutHash(features: number, rows: number): number {
  const laidOut = ROWS.slice(0, rows).map(({ of, bits }) => [of, bits]);
  return hashText(JSON.stringify([FEATURE_NAMES.slice(0, features), laidOut]), 1);
}

function layOut(rows: readonly TemplateRow[]): readonly Template[] {
  let base = BIAS_SLOT + 1;
  return rows.map(({ of, bits, priorVariance }, index) => {
    const places = of.map((name) => placeIndex(name)).filter((at) => at >= 0);
    const name = of.join('×');
    const template: Template = {
      index,
      name,
      features: of,
      seed: hashText(name, 2),
      base,
      mask: 2 ** bits - 1,
      priorVariance,
      ad: Math.max(...of.map((feature) => adIndex(feature))),
      place: places[0] ?? -1,
      place2: places[1] ?? -1,
    };
    base += 2 ** bits;
    return template;
  });
}

function adIndex(name: FeatureName): number {
  const names: readonly FeatureName[] = AD_FEATURES;
  return names.indexOf(name);
}

function placeIndex(name: FeatureName): number {
  const names: readonly FeatureName[] = PLACE_FEATURES;
  return names.indexOf(name);
}
