import { column, jsonObject, text, timestamptz } from './column.ts';

export const partners = {
  /** Supply chains that came with requests, and whether public files bear them out. */
  supply_chains: {
    /** SHA-256 of its claims, hexadecimal. */
    hash: text.required,
    /** `{complete, nodes: [{asi, sid, name?, domain?}]}` */
    chain: jsonObject.required,
    verdict: column<'unknown' | 'holds' | 'untrue'>('text').defaulted,
    /** `{codes: [...]}`, codes of `CHAIN_REASONS` of `@jianchat/supply-chain`. */
    reasons: jsonObject.required,
    first_seen_at: timestamptz.required,
    /** When it was last seen; a chain that nobody sends any more goes by this. */
    at: timestamptz.required,
  },
  /** Whether a bidder is still what its contract was made on. */
  partner_states: {
    bidder_id: text.required,
    /** 'matches', 'paused' or 'allowed' (an operator lets it be asked though it differs). */
    state: text.required,
    /** `{codes: [...]}`, codes of `DRIFT_REASONS` of `@jianchat/supply-chain`. */
    reasons: jsonObject.required,
    since: timestamptz.required,
    checked_at: timestamptz.required,
  },
  /** Public files of others, as far as anything here depends on them. */
  registry_files: {
    url: text.required,
    /** 'adsTxt' (app-ads.txt included), 'sellersJson' or 'vendorList'. */
    kind: text.required,
    /** 'read', or a code of why the newest attempt failed. */
    outcome: text.required,
    /** What of the file is needed, of the newest that could be read; `{}` before. */
    found: jsonObject.required,
    tried_at: timestamptz.required,
    read_at: timestamptz.nullable,
  },
} as const;
