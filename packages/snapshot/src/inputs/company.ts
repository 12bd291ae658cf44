import { z } from 'zod';
import { Id } from './shapes.ts';

/** A word that advertisers of one trade have in common, such as `cars`. */
export const Label = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'small letters, digits and dashes');

/**
 * - `all`: in all imps of a request, or in none of them
 * - `companion`: where it wins one imp, it goes first in the others that it fits
 */
export const Roadblock = z.enum(['all', 'companion']);
export type Roadblock = z.infer<typeof Roadblock>;

/**
 * Which of a line item's creatives that fit is shown.
 * - `even`: by lot
 * - `weighted`: by lot, as often as its weight says (1 without one)
 * - `sequential`: one after another, by how often the line item was shown to the person; to strangers the first
 * - `optimised`: the one that is expected to bring most; by lot where nothing is known
 */
export const Rotation = z.strictObject({
  mode: z.enum(['even', 'weighted', 'sequential', 'optimised']),
  /** By creative id. */
  weights: z.record(Id, z.int().min(1).max(1000)).optional(),
});
export type Rotation = z.infer<typeof Rotation>;

/** What a media account does not want beside its content. */
export const Blocks = z.strictObject({
  /** Ids of direct advertisers. */
  advertisers: z.array(Id).max(1000).optional(),
  /** Of direct line items. */
  labels: z.array(Label).max(1000).optional(),
  /** Of any ad's landing page; a domain blocks what is below it. */
  domains: z.array(z.string().min(1).max(253)).max(1000).optional(),
  /** Of any ad, as bids name them. */
  categories: z.array(z.string().min(1).max(50)).max(1000).optional(),
});
export type Blocks = z.infer<typeof Blocks>;

/** Of an import file's line item, in which company its ads are shown. */
export const companyTerms = {
  /** Ads of two advertisers with a label in common are not shown in one request. */
  labels: z.array(Label).max(20).optional(),
  roadblock: Roadblock.optional(),
  rotation: Rotation.optional(),
} as const;
