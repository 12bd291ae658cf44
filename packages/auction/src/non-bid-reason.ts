/**
 * Why something did not become the ad. Codes below 500 are the published ones (IAB Tech Lab community extension
 * "seat non-bid", as Prebid Server uses them); from 500 on the list is the vendor's own. A retired code is never reused.
 */
export const NON_BID_REASONS = {
  0: 'no bid',
  100: 'error',
  101: 'timeout',
  102: 'invalid bid response',
  103: 'bidder unreachable',
  200: 'request blocked',
  201: 'request blocked: channel not supported',
  202: 'request blocked: media type not supported',
  204: 'request blocked: privacy',
  300: 'bid rejected',
  301: 'below floor',
  303: 'category mapping invalid',
  304: 'below deal floor',
  350: 'invalid creative',
  351: 'invalid creative: size not allowed',
  352: 'invalid creative: not secure',
  353: 'invalid creative: format not asked for',
  356: 'advertiser blocked',
  358: 'category blocked',
  500: 'not asked: the disclosure could not be recorded',
  501: 'lost to a higher bid',
  502: 'no bid',
  503: 'budget spent',
  504: 'creative rejected in review',
  505: 'creative attribute blocked',
  506: 'language not wanted',
  507: 'creative waits for its review',
  510: 'not asked: paused after failures',
  511: 'not asked: too many calls per second',
  512: 'not asked: too many calls under way',
  513: 'not asked: paused, since it no longer matches its contract or registrations',
  514: 'not asked: public files do not bear the supply chain out',
  515: 'not asked: the media’s ads.txt does not list this platform',
  520: 'ahead of its schedule',
  521: 'goal reached',
  522: 'outside its hours',
  523: 'not within its share of voice',
  524: 'shown often enough',
  525: 'a competitor is shown beside it',
  526: 'not in all places',
  527: 'lost to a higher priority',
  528: 'not its deal',
  529: 'no rate for the currency of its deal',
} as const;

export type NonBidReason = keyof typeof NON_BID_REASONS;

/** Names for code; the numbers stand in the table above. */
export const NO_BID = 0;
export const FAILED = 100;
export const TIMED_OUT = 101;
export const INVALID_RESPONSE = 102;
export const UNREACHABLE = 103;
export const REQUEST_BLOCKED = 200;
export const CHANNEL_NOT_SUPPORTED = 201;
export const MEDIA_TYPE_NOT_SUPPORTED = 202;
export const BLOCKED_PRIVACY = 204;
export const REJECTED = 300;
export const BELOW_FLOOR = 301;
export const CATEGORY_UNMAPPED = 303;
export const BELOW_DEAL_FLOOR = 304;
export const INVALID_CREATIVE = 350;
export const SIZE_NOT_ALLOWED = 351;
export const NOT_SECURE = 352;
export const WRONG_FORMAT = 353;
export const ADVERTISER_BLOCKED = 356;
export const CATEGORY_BLOCKED = 358;
export const NOT_RECORDED = 500;
export const LOST = 501;
export const BUDGET_SPENT = 503;
export const REVIEW_REJECTED = 504;
export const ATTRIBUTE_BLOCKED = 505;
export const LANGUAGE_NOT_WANTED = 506;
export const NOT_YET_REVIEWED = 507;
export const PAUSED = 510;
export const CALLS_PER_SECOND = 511;
export const CALLS_AT_ONCE = 512;
export const DRIFTED = 513;
export const UNTRUE_CHAIN = 514;
export const UNAUTHORISED_MEDIA = 515;
export const AHEAD_OF_SCHEDULE = 520;
export const GOAL_REACHED = 521;
export const OUTSIDE_HOURS = 522;
export const OUTSIDE_SHARE = 523;
export const FREQUENCY_CAP = 524;
export const COMPETITOR = 525;
export const NOT_IN_ALL = 526;
export const OUTRANKED = 527;
export const FOREIGN_DEAL = 528;
export const DEAL_WITHOUT_RATE = 529;

/** What an auction record's `reason` says of the winner. */
export const WON = 0;
const NO_BID_IN_RECORD = 502;

/** Auction records use 0 for "won", so that the published 0 ("no bid") stands there as 502. */
export function recordedReason(reason: NonBidReason): number {
  return reason === NO_BID ? NO_BID_IN_RECORD : reason;
}

/** The text for a code of an auction record. */
export function recordedReasonText(code: number): string {
  if (code === WON) return 'won';
  return isReason(code) ? NON_BID_REASONS[code] : `code ${code}`;
}

function isReason(code: number): code is NonBidReason {
  return Object.hasOwn(NON_BID_REASONS, code);
}
