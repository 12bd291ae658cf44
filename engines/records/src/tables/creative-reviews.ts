import { bytea, column, int4, jsonObject, text, timestamptz } from './column.ts';

/** What is known of creatives, direct and of bidders, by what they are made of. */
export const creativeReviews = {
  creative_reviews: {
    /** SHA-256 of the canonical markup, hexadecimal. */
    hash: text.required,
    source: column<'direct' | 'openrtb'>('text').required,
    /** Advertiser or bidder it was first seen from. */
    demand: text.required,
    /** Its id there. */
    creative: text.required,
    format: column<'banner' | 'video' | 'audio' | 'native'>('text').required,
    w: int4.nullable,
    h: int4.nullable,
    markup: text.required,
    /** Domains of the advertiser, separated by spaces. */
    domains: text.required,
    state: column<'pending' | 'approved' | 'rejected'>('text').defaulted,
    reason: text.nullable,
    /** A person's name, or `rule:NAME`. */
    decided_by: text.nullable,
    decided_at: timestamptz.nullable,
    first_seen_at: timestamptz.required,
    /** When it was last seen; a creative that nobody sends any more goes by this. */
    at: timestamptz.required,
    /** PNG. */
    picture: bytea.nullable,
    /**
     * What the VAST tag of a direct creative led to, or what a bidder's document says of itself; null where there is none, or it was not
     * followed yet.
     */
    tag: jsonObject.nullable,
    tag_checked_at: timestamptz.nullable,
    picture_state: column<'waiting' | 'made' | 'none'>('text').defaulted,
  },
} as const;
