/** Where the time an ad is kept for may come from, each in seconds. */
export interface TtlSources {
  /** `bid.exp`, `imp.exp` */
  readonly bid: number | undefined;
  readonly imp: number | undefined;
  /** `ext.prebid.cache.*.ttlseconds` */
  readonly request: number | undefined;
  /** The account's, or the host's, for the media type. */
  readonly account: number | undefined;
}

/** Time between a bid's end and that of what is kept of it, so that nobody finds it gone a moment too early. */
const BUFFER_SEC = 60;

/**
 * How long an ad is kept, in seconds: the shorter of bid and imp; where both are silent what the request says, then the account. Undefined
 * where nobody says anything: the cache's own default.
 */
export function cacheTtl({ bid, imp, request, account }: TtlSources): number | undefined {
  const own = [bid, imp].filter((seconds): seconds is number => seconds !== undefined && seconds > 0);
  const seconds = own.length > 0 ? Math.min(...own) : (positive(request) ?? positive(account));
  return seconds === undefined ? undefined : seconds + BUFFER_SEC;
}

const positive = (seconds: number | undefined): number | undefined =>
  seconds !== undefined && seconds > 0 ? seconds : undefined;
