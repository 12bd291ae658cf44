import { z } from 'zod';
import { route } from '../route.ts';

export const CREATIVE_FORMATS = ['banner', 'video', 'audio', 'native'] as const;
export const REVIEW_STATES = ['pending', 'approved', 'rejected'] as const;
export const REVIEW_SOURCES = ['direct', 'openrtb'] as const;

/** A creative by what it is made of, and what was decided about it. */
export const CreativeReview = z.object({
  /** SHA-256 of the canonical markup. */
  hash: z.string(),
  source: z.enum(REVIEW_SOURCES),
  /** Advertiser or bidder it was first seen from. */
  demand: z.string(),
  creative: z.string(),
  format: z.enum(CREATIVE_FORMATS),
  w: z.int().nullable(),
  h: z.int().nullable(),
  domains: z.array(z.string()),
  state: z.enum(REVIEW_STATES),
  reason: z.string().nullable(),
  /** A person's or key's name, or `rule:NAME`. */
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  pictureState: z.enum(['waiting', 'made', 'none']),
  /** What the VAST tag of a direct creative led to when it was last followed. */
  tag: z
    .object({
      /** Wrappers one after another; players follow five, of which the platform's own is one. */
      wrappers: z.int(),
      hosts: z.array(z.string()),
      mimes: z.array(z.string()),
      durationsSec: z.array(z.number()),
      /** Null where it led to ads that can be played. */
      fault: z.string().nullable(),
      checkedAt: z.iso.datetime(),
    })
    .nullable(),
});
export type CreativeReview = z.infer<typeof CreativeReview>;

export const CreativeReviewDetail = CreativeReview.extend({
  markup: z.string(),
  /** Whether it may be shown on pages of https: it fetches nothing over plain http. */
  isSecure: z.boolean(),
  /** A PNG as a `data:` address. */
  picture: z.string().nullable(),
});
export type CreativeReviewDetail = z.infer<typeof CreativeReviewDetail>;

export const creativeReviews = route({
  method: 'GET',
  path: '/api/creative-reviews',
  summary: 'Creatives and what was decided about them, the longest waiting first; how many are in each state',
  roles: ['operator', 'auditor'],
  query: z.strictObject({
    state: z.enum(REVIEW_STATES).optional(),
    source: z.enum(REVIEW_SOURCES).optional(),
    format: z.enum(CREATIVE_FORMATS).optional(),
    demand: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({
    items: z.array(CreativeReview),
    counts: z.object({ pending: z.int(), approved: z.int(), rejected: z.int() }),
  }),
});

export const creativeReview = route({
  method: 'GET',
  path: '/api/creative-reviews/:hash',
  summary: 'One creative with its markup and, where there is one, its picture',
  roles: ['operator', 'auditor'],
  answer: CreativeReviewDetail,
});

export const decideCreative = route({
  method: 'POST',
  path: '/api/creative-reviews/:hash/decision',
  summary: 'Lets a creative run or not, whatever was decided before; a rejection says why',
  roles: ['operator'],
  body: z.strictObject({
    decision: z.enum(['approved', 'rejected']),
    reason: z.string().max(500).optional(),
  }),
  answer: CreativeReviewDetail,
});
