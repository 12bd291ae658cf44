import type { Capabilities } from '@jianchat/snapshot';
import type { BidderRow } from '../catalogue.ts';

/** What is public about a bidder, in Prebid Server's members. */
export interface BidderInfo {
  readonly status: 'ACTIVE';
  readonly usesHttps: boolean;
  readonly maintainer: { readonly email: string } | undefined;
  readonly capabilities: Capabilities | undefined;
  /** The adapter in whose dialect it is asked, where that has another name. */
  readonly aliasOf: string | undefined;
}

/** The bidder whose dialect is plain OpenRTB speaks for itself, whatever its name. */
const PLAIN = 'openrtb';

/** What the operator says of a bidder, and where that is silent what its adapter says. */
export function bidderInfo({ bidder, demand }: BidderRow): BidderInfo {
  const facts = demand.adapters.get(bidder.adapter);
  const own = bidder.adapter === PLAIN || bidder.adapter === bidder.id;
  return {
    status: 'ACTIVE',
    usesHttps: (bidder.endpoint || facts?.endpoint || '').startsWith('https:'),
    maintainer: bidder.maintainer,
    capabilities: bidder.capabilities ?? (bidder.adapter === PLAIN ? undefined : facts?.capabilities),
    aliasOf: own ? facts?.aliasOf : bidder.adapter,
  };
}

/** JSON Schema of `imp.ext.prebid.bidder.ID`. */
export const parametersSchemaOf = ({ bidder, demand }: BidderRow): Readonly<Record<string, unknown>> =>
  bidder.parametersSchema ?? demand.adapters.get(bidder.adapter)?.paramsSchema ?? { type: 'object' };
