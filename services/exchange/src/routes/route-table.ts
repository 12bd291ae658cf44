import { ampRoute } from './amp/amp-route.ts';
import { auctionGetRoute } from './auction-get/auction-get-route.ts';
import { biddersParamsRoute } from './bidders-params.ts';
import { cacheRoute } from './cache.ts';
import { cookieSyncRoute } from './cookie-sync.ts';
import { currencyRatesRoute } from './currency-rates.ts';
import { eventRoute } from './event.ts';
import { getuidsRoute } from './getuids.ts';
import { infoBidderRoute, infoBiddersRoute } from './info-bidders.ts';
import { optoutRoute } from './optout.ts';
import type { Route } from './route.ts';
import { setuidRoute } from './setuid.ts';
import { statusRoute } from './status.ts';
import { versionRoute } from './version.ts';
import { videoRoute } from './video/video-route.ts';
import { vtrackRoute } from './vtrack.ts';

/** Every route of the exchange beside `POST /openrtb2/auction`, which has its own short way. */
export const ROUTES: readonly Route[] = [
  cacheRoute,
  vtrackRoute,
  cookieSyncRoute,
  setuidRoute,
  getuidsRoute,
  optoutRoute,
  eventRoute,
  currencyRatesRoute,
  statusRoute,
  versionRoute,
  infoBiddersRoute,
  infoBidderRoute,
  biddersParamsRoute,
  auctionGetRoute,
  ampRoute,
  videoRoute,
];

const EXACT = new Map(ROUTES.map((route) => [route.path, route]));
const BELOW = ROUTES.filter(({ path }) => path.endsWith('/'));

export const AUCTION_PATH = auctionGetRoute.path;

export function routeOf(path: string): Route | undefined {
  return EXACT.get(path) ?? BELOW.find((route) => path.startsWith(route.path));
}

/** Whether a path is the exchange's to answer. */
export const isExchangePath = (path: string): boolean => routeOf(path) !== undefined;
