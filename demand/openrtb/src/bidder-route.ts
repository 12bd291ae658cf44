import type { OpenObject } from '@jianchat/openrtb';
import type { BidderInput } from '@jianchat/snapshot';
import type { Adapter } from './adapter.ts';
import { type EndpointTemplate, endpointTemplate } from './endpoint-template.ts';
import { genericAdapter } from './generic-adapter.ts';
import type { KnownAdapter } from './openrtb-adapters.ts';

/** How one bidder of the configuration is asked: its adapter's facts with what the operator set otherwise. */
export interface BidderRoute {
  readonly adapter: Adapter;
  readonly openrtb: '2.5' | '2.6';
  readonly gzip: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly endpoint: EndpointTemplate;
  readonly floorCurrency: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
  /** Whether the exchange's text goes out as it is. */
  readonly passes: boolean;
  /** Parameters without which nothing can be asked of it. */
  readonly needsParameters: boolean;
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** @param secrets what nobody may read of this bidder's account with the partner */
export function bidderRoute(
  bidder: BidderInput,
  { known, secrets = {} }: { known: KnownAdapter; secrets?: Readonly<Record<string, string>> | undefined },
): BidderRoute {
  const { info } = known;
  const { settings: own } = bidder;
  const openrtb = own.openrtbVersion ?? info.openrtb;
  const gzip = own.gzip ?? info.gzip;
  const imps = own.imps ?? info.imps;
  const endpoint = endpointTemplate(bidder.endpoint === '' ? info.endpoint : bidder.endpoint);
  const { required } = known.paramsSchema;
  return {
    // Only data can be set otherwise: code knows how its partner wants imps.
    adapter: known.code === undefined ? genericAdapter({ ...info, imps }) : known.code,
    openrtb,
    gzip,
    headers: {
      ...HEADERS,
      'x-openrtb-version': openrtb,
      ...(gzip && { 'content-encoding': 'gzip' }),
      ...info.headers,
      ...own.headers,
    },
    endpoint,
    floorCurrency: info.floorCurrency,
    settings: { ...own.partner, ...secrets },
    passes: known.passes && openrtb === '2.6' && imps === 'together' && endpoint.fixed,
    needsParameters: Array.isArray(required) && required.length > 0,
  };
}

/** A macro is a parameter of the imp or a setting of the bidder, in this order. */
export function endpointFor(route: BidderRoute): (params: OpenObject | undefined) => string | undefined {
  return (params) =>
    route.endpoint.fill((name) =>
      params !== undefined && Object.hasOwn(params, name) ? params[name] : route.settings[name],
    );
}
