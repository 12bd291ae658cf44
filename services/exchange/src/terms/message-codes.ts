/** Codes of `ext.errors`, as Prebid's documentation of the auction endpoint lists them. */
export const ERROR = {
  timeout: 1,
  badInput: 2,
  badServerResponse: 3,
  failedToRequestBids: 4,
  invalidBid: 5,
  noConversionRate: 9,
  unknown: 999,
} as const;

/** Codes of `ext.warnings` (Prebid Server, `errortypes`). */
export const WARNING = {
  unknown: 10_999,
  privacyConsent: 10_001,
  debugDisabled: 10_002,
  currency: 10_004,
  alternateBidderCode: 10_005,
  multiBid: 10_006,
  adServerTargeting: 10_007,
  bidAdjustment: 10_008,
  floorRejection: 10_009,
  transparency: 10_010,
  userEids: 10_013,
  userUids: 10_014,
  targetingPrefix: 10_015,
} as const;
