import type * as contract from '@jianchat/api-contract';

type Contract = typeof contract;

type ContractRoutes = {
  [K in keyof Contract as Contract[K] extends contract.Route ? K : never]: Contract[K];
};

/**
 * Method and path of each route that the console calls. The contract's own values carry their schemas and with them the whole validator; the
 * bundle takes only these literals, and the compiler refuses any that differ from the contract.
 */
export const ROUTES = {
  me: { method: 'GET', path: '/api/me' },
  listKeys: { method: 'GET', path: '/api/keys' },
  createKey: { method: 'POST', path: '/api/keys' },
  revokeKey: { method: 'DELETE', path: '/api/keys/:id' },
  listConversionKeys: { method: 'GET', path: '/api/conversion-keys' },
  createConversionKey: { method: 'POST', path: '/api/conversion-keys' },
  revokeConversionKey: { method: 'DELETE', path: '/api/conversion-keys/:id' },
  recentAuctions: { method: 'GET', path: '/api/auctions' },
  auction: { method: 'GET', path: '/api/auctions/:id' },
  platformStatus: { method: 'GET', path: '/api/status' },
  revenueReport: { method: 'GET', path: '/api/reports/revenue' },
  playbackReport: { method: 'GET', path: '/api/reports/playback' },
  campaignReport: { method: 'GET', path: '/api/reports/campaigns' },
  effectivenessReport: { method: 'GET', path: '/api/reports/effectiveness' },
  replayRun: { method: 'GET', path: '/api/reports/effectiveness/replay' },
  startReplay: { method: 'POST', path: '/api/reports/effectiveness/replay' },
  forecast: { method: 'POST', path: '/api/forecast' },
  deliveries: { method: 'GET', path: '/api/delivery' },
  delivery: { method: 'GET', path: '/api/delivery/:id' },
  overview: { method: 'GET', path: '/api/overview' },
  balances: { method: 'GET', path: '/api/balances' },
  creativeReviews: { method: 'GET', path: '/api/creative-reviews' },
  creativeReview: { method: 'GET', path: '/api/creative-reviews/:hash' },
  decideCreative: { method: 'POST', path: '/api/creative-reviews/:hash/decision' },
  hostSettings: { method: 'GET', path: '/api/host' },
  putHostSettings: { method: 'PUT', path: '/api/host' },
  importConfiguration: { method: 'POST', path: '/api/import' },
  exportConfiguration: { method: 'GET', path: '/api/export' },
  requestSignInLink: { method: 'POST', path: '/api/auth/sign-in/magic-link' },
  policyNotices: { method: 'GET', path: '/api/policy/notices' },
  acknowledgeNotice: { method: 'POST', path: '/api/policy/notices/:version/acknowledge' },
  partnerStates: { method: 'GET', path: '/api/partners' },
  allowPartner: { method: 'POST', path: '/api/partners/:id/allow' },
  myData: { method: 'GET', path: '/api/me/data' },
  leave: { method: 'POST', path: '/api/me/leave' },
  signOut: { method: 'POST', path: '/api/auth/sign-out' },
} as const satisfies { [K in keyof ContractRoutes]?: Pick<ContractRoutes[K], 'method' | 'path'> };

export type RouteName = keyof typeof ROUTES;

export const LIVE_STREAM_PATH: Contract['LIVE_STREAM_PATH'] = '/api/live';

type Output<S> = S extends { readonly _zod: { readonly output: infer O } } ? O : never;
type Input<S> = S extends { readonly _zod: { readonly input: infer I } } ? I : never;
type Part<K extends RouteName, P extends string> = Contract[K] extends { readonly [Q in P]: infer S }
  ? S
  : never;

/** What a route answers. */
export type Answer<K extends RouteName> = Output<Contract[K]['answer']>;
/** What a route's query takes, before the server fills defaults. */
export type Query<K extends RouteName> = Input<Part<K, 'query'>>;
/** What a route's body takes. */
export type Body<K extends RouteName> = Input<Part<K, 'body'>>;

export type CollectionName = contract.CollectionName;
/** One record of a collection, as the server stores it. */
export type Item<N extends CollectionName> = contract.Revised<Output<Contract['COLLECTIONS'][N]>>;
