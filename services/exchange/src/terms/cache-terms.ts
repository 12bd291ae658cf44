import type { RequestFor } from '@jianchat/policy';

/** What a request wants kept of its ads (`ext.prebid.cache`). */
export interface CacheTerms {
  readonly bids: boolean;
  readonly vast: boolean;
  /** Whether markup that was kept stays in the answer, too. */
  readonly returnCreative: boolean;
  /** Seconds, where the request says. */
  readonly bidsTtl: number | undefined;
  readonly vastTtl: number | undefined;
}

type Given = NonNullable<NonNullable<RequestFor<'adDelivery'>['ext']>['prebid']>['cache'];

/** @returns undefined where nothing is to be kept */
export function readCacheTerms(given: Given): CacheTerms | undefined {
  const { bids, vastxml } = given ?? {};
  if (bids === undefined && vastxml === undefined) return undefined;
  const wishes = [bids, vastxml].flatMap((part) =>
    part === undefined ? [] : [part.returnCreative !== false],
  );
  return {
    bids: bids !== undefined,
    vast: vastxml !== undefined,
    // As in Prebid Server: of two wishes one for the markup is enough.
    returnCreative: wishes.includes(true),
    bidsTtl: bids?.ttlseconds,
    vastTtl: vastxml?.ttlseconds,
  };
}
