import type { RequestFor } from '@jianchat/policy';
import type { AccountSettings, HostSettings } from '@jianchat/snapshot';

type Request = RequestFor<'adDelivery'>;

/** `ext.prebid` as bidders get it: what called us and what we are, and the terms that are theirs. */
export interface PrebidPart {
  /** What of it comes from the request's software; undefined where the request says nothing of it. */
  readonly software: object | undefined;
  /** `server`: this host, which is nobody's data. */
  readonly server: object;
  /** `multibid` of one bidder. */
  multiBid(seat: string): readonly object[] | undefined;
}

interface PrebidMeans {
  readonly settings: AccountSettings;
  readonly host: HostSettings;
  readonly publicUrl: string;
  /** The platform's id on the Global Vendor List, 0 for none. */
  readonly gvl: number;
}

/** Of all that Prebid's clients say in `ext.prebid` only this much is for bidders. */
export function prebidPart(request: Request, { settings, host, publicUrl, gvl }: PrebidMeans): PrebidPart {
  const prebid = request.ext?.prebid;
  const channel = prebid?.channel ?? (request.app ? { name: 'app' } : undefined);
  const integration = prebid?.integration || settings.defaultIntegration;
  const software = {
    ...(channel !== undefined && { channel }),
    ...(integration !== undefined && integration !== '' && { integration }),
    ...(prebid?.sdk !== undefined && { sdk: prebid.sdk }),
  };
  const { datacenter } = host;
  return {
    software: Object.keys(software).length === 0 ? undefined : software,
    server: {
      externalurl: publicUrl,
      ...(gvl > 0 && { gvlid: gvl }),
      ...(datacenter !== undefined && { datacenter }),
    },
    multiBid(seat) {
      const key = seat.toLowerCase();
      const names = (name: string) => name.toLowerCase() === key;
      const own = prebid?.multibid?.filter(({ bidder, bidders }) =>
        bidder ? names(bidder) : bidders?.some(names),
      );
      return own?.length ? own.map(({ maxbids }) => ({ bidder: seat, maxbids })) : undefined;
    },
  };
}
