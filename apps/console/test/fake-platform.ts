import {
  COLLECTIONS,
  type CollectionName,
  LiveAuction,
  PROBLEMS,
  Problem,
  type ProblemCode,
  ROUTES,
  type Route,
} from '@jianchat/api-contract';
import type { Answer } from '../src/api/routes.ts';
import { faultsOf } from './fake-faults.ts';
import { reviewsAnswer } from './fake-reviews.ts';
import {
  type Conditions,
  type FakeRecord,
  isRefused,
  nextRevision,
  refusedBy,
  revised,
} from './fake-revisions.ts';
import { auctionSource, RECIPIENTS } from './fixtures/auctions.ts';
import { campaignsFor } from './fixtures/campaigns.ts';
import { configuration } from './fixtures/configuration.ts';
import { conversionKeys, madeConversionKey, revokedConversionKey } from './fixtures/conversion-keys.ts';
import { deliveries, deliveryNamed, hasDelivered } from './fixtures/delivery.ts';
import { effectiveness, nothingLearned } from './fixtures/effectiveness.ts';
import { balances, forecast, overviewAt, playbackFor, reportFor } from './fixtures/numbers.ts';
import { partners } from './fixtures/partners.ts';
import { endedReplay, nothingReplayed, startedReplay } from './fixtures/replay.ts';
import { reviews } from './fixtures/reviews.ts';
import { keys, operator, status } from './fixtures/session.ts';

interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly contentType: string;
  readonly headers: Conditions;
}

interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** A control API with made-up data. What the console sends and what it is answered are both held to the contract. */
export interface FakePlatform {
  /** The caller; undefined = signed out, every call is answered 401. */
  me: Answer<'me'> | undefined;
  /** Paths (`/api/overview`) that fail as if the analytics store were down. */
  readonly failing: Set<string>;
  /** Paths whose answer is empty. */
  readonly empty: Set<string>;
  /** Breaches of the contract, by either side; must stay empty. */
  readonly faults: string[];
  /** Records as they are after the console's changes. */
  readonly records: Record<CollectionName, FakeRecord[]>;
  /** What holds for the whole platform. */
  host: Answer<'hostSettings'>;
  /** Another person's change of a record, while the console has it open. */
  changeBehind(name: CollectionName, id: string, change: object): void;
  readonly keys: Answer<'listKeys'>['keys'];
  readonly conversionKeys: Answer<'listConversionKeys'>['keys'];
  /** How bidders compare with their contracts. */
  readonly partners: Answer<'partnerStates'>;
  reviews: Answer<'creativeReview'>[];
  /** Ends as soon as it has been asked for once. */
  replay: Answer<'replayRun'>;
  /** Announced versions of the policy. */
  notices: Answer<'policyNotices'>['notices'];
  checkedAuction(auction: LiveAuction): LiveAuction;
  /** Requests that were sent as they happened. */
  readonly streamed: LiveAuction[];
}

export function makePlatform(): FakePlatform {
  const platform: FakePlatform = {
    me: operator,
    failing: new Set(),
    empty: new Set(),
    faults: [],
    records: {
      accounts: revised(configuration.accounts),
      media: revised(configuration.media),
      placements: revised(configuration.placements),
      bidders: revised(configuration.bidders),
      advertisers: revised(configuration.advertisers),
      deals: revised(configuration.deals),
      orders: revised(configuration.orders),
      'line-items': revised(configuration.lineItems),
      creatives: revised(configuration.creatives),
    },
    host: { ...configuration.host, revision: 1 },
    changeBehind(name, id, change) {
      platform.records[name] = platform.records[name].map((record) =>
        record.id === id ? { ...record, ...change, revision: nextRevision() } : record,
      );
    },
    keys: structuredClone(keys),
    conversionKeys: conversionKeys(),
    partners: structuredClone(partners),
    reviews: reviews(),
    replay: nothingReplayed,
    notices: [],
    streamed: [],
    checkedAuction(auction) {
      platform.streamed.push(auction);
      const checked = LiveAuction.safeParse(auction);
      if (!checked.success) platform.faults.push(`auction: ${checked.error.message}`);
      return auction;
    },
  };
  return platform;
}

export function answerApi(platform: FakePlatform, request: ApiRequest): ApiAnswer {
  const { method, url } = request;
  const found = ROUTES.map((route) => ({ route, params: matched(route, request) })).find(
    ({ params }) => params,
  );
  if (!found?.params) {
    platform.faults.push(`no such route: ${method} ${url.pathname}`);
    return problem('route.unknown');
  }
  const { route, params } = found;
  if (!platform.me && route.roles !== 'public') return problem('auth.missing');
  const { roles }: Route = route;
  if (platform.me && typeof roles === 'object' && !roles.includes(platform.me.role)) {
    platform.faults.push(`${route.method} ${route.path} is not for ${platform.me.role}`);
    return problem('auth.forbidden');
  }
  if (platform.failing.has(url.pathname)) return problem('analytics.unavailable');
  const query = checkedQuery(platform, route, url);
  const body = bodyOf(request);
  const faults = faultsOf(route, body);
  if (faults.length > 0)
    return problem(route.path === '/api/import' ? 'import.invalid' : 'request.invalid', faults);
  const answer = answerOf(platform, { route, params, query, body, headers: request.headers });
  if (answer === undefined) return problem('record.unknown');
  if (isRefused(answer)) return problem(answer.refused, answer.faults, answer.current);
  if (url.searchParams.get('format') === 'csv')
    return { status: 200, type: 'text/csv', text: 'day,requests\n' };
  const checked = route.answer.safeParse(answer);
  if (!checked.success) platform.faults.push(`${route.path} answers badly: ${checked.error.message}`);
  return { status: 200, type: 'application/json', text: JSON.stringify(answer) };
}

interface Asked {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly query: ReturnType<typeof Object.fromEntries>;
  readonly body: unknown;
  readonly headers: Conditions;
}

function answerOf(platform: FakePlatform, asked: Asked): unknown {
  const { route, params, query, body } = asked;
  const bare = platform.empty.has(route.path);
  switch (`${route.method} ${route.path}`) {
    case 'GET /api/me':
      return platform.me;
    case 'POST /api/auth/sign-out':
      return signedOut(platform);
    case 'POST /api/auth/sign-in/magic-link':
      return { status: true };
    case 'GET /api/status':
      return status;
    case 'GET /api/overview':
      return overviewAt(Date.now());
    case 'GET /api/reports/revenue':
      return bare ? { rows: [], more: false } : reportFor(query);
    case 'GET /api/reports/playback':
      return bare ? { rows: [], more: false, errors: [] } : playbackFor(query);
    case 'GET /api/reports/campaigns':
      return campaignsAnswer(platform, asked);
    case 'GET /api/reports/effectiveness':
      return bare ? nothingLearned : effectiveness;
    case 'POST /api/forecast':
      return forecast;
    case 'GET /api/delivery':
      return bare ? { ...deliveries, items: [] } : deliveries;
    case 'GET /api/delivery/:id':
      return deliveryNamed(params['id']);
    case 'GET /api/balances':
      return bare ? { balances: [] } : balances;
    case 'GET /api/auctions':
      return { auctions: bare ? [] : recentAuctions() };
    case 'GET /api/auctions/:id':
      return withRecipients(
        [...recentAuctions(), ...platform.streamed].find((auction) => auction.id === params['id']),
      );
    case 'GET /api/policy/notices':
      return { notices: platform.notices };
    case 'POST /api/policy/notices/:version/acknowledge':
      return acknowledged(platform, params['version']);
    case 'POST /api/me/leave':
      return left(platform);
    case 'GET /api/partners':
      return bare ? { partners: [], media: [], chains: [] } : platform.partners;
    case 'POST /api/partners/:id/allow':
      return allowed(platform, params['id']);
    case 'GET /api/keys':
      return { keys: bare ? [] : platform.keys };
    case 'POST /api/keys':
      return madeKey(platform, body);
    case 'DELETE /api/keys/:id':
      return { id: params['id'], revokedAt: new Date().toISOString() };
    case 'GET /api/creative-reviews':
      return reviewsAnswer(bare ? [] : platform.reviews, query);
    case 'GET /api/creative-reviews/:hash':
      return platform.reviews.find(({ hash }) => hash === params['hash']);
    case 'POST /api/creative-reviews/:hash/decision':
      return decided(platform, params['hash'], body);
    case 'GET /api/export':
      return configuration;
    case 'POST /api/import':
      return { created: 4, changed: 1, unchanged: 12, revision: 18 };
    default:
      return (
        conversionKeysAnswer(platform, asked) ??
        hostAnswer(platform, asked) ??
        replayAnswer(platform, asked) ??
        collectionAnswer(platform, asked)
      );
  }
}

function signedOut(platform: FakePlatform) {
  platform.me = undefined;
  return { success: true };
}

function acknowledged(platform: FakePlatform, version: string | undefined) {
  platform.notices = [];
  return { version: Number(version), acknowledgedAt: new Date().toISOString() };
}

function left(platform: FakePlatform) {
  platform.me = undefined;
  return { closedAccount: 'lantern', closedAdvertiser: null };
}

function hostAnswer(platform: FakePlatform, { route, body, headers }: Asked): unknown {
  if (route.path !== '/api/host') return undefined;
  if (route.method === 'GET') return platform.host;
  const refused = refusedBy(headers, platform.host);
  if (refused !== undefined) return refused;
  platform.host = { ...(body as object), revision: nextRevision() };
  return platform.host;
}

function conversionKeysAnswer({ conversionKeys: keys }: FakePlatform, asked: Asked): unknown {
  const { route, params, query, body } = asked;
  switch (`${route.method} ${route.path}`) {
    case 'GET /api/conversion-keys':
      return { keys: keys.filter(({ advertiser }) => advertiser === query['advertiser']) };
    case 'POST /api/conversion-keys':
      return madeConversionKey(keys, body);
    case 'DELETE /api/conversion-keys/:id':
      return revokedConversionKey(keys, params['id']);
    default:
      return undefined;
  }
}

function replayAnswer(platform: FakePlatform, { route, body }: Asked): unknown {
  if (route.path !== '/api/reports/effectiveness/replay') return undefined;
  if (route.method === 'POST') platform.replay = startedReplay(body);
  const told = platform.replay;
  if (route.method === 'GET' && told.state === 'running') platform.replay = endedReplay(told);
  return told;
}

function decided(platform: FakePlatform, hash: string | undefined, body: unknown): unknown {
  const { decision, reason = null } = body as { decision: 'approved' | 'rejected'; reason?: string };
  platform.reviews = platform.reviews.map((review) =>
    review.hash === hash
      ? { ...review, state: decision, reason, decidedBy: 'you', decidedAt: new Date().toISOString() }
      : review,
  );
  return platform.reviews.find((review) => review.hash === hash);
}

function collectionAnswer(platform: FakePlatform, { route, params, body, headers }: Asked): unknown {
  const name = Object.keys(COLLECTIONS).find(
    (collection): collection is CollectionName => route.path.split('/')[2] === collection,
  );
  if (!name) return undefined;
  if (!route.path.endsWith(':id'))
    return { items: platform.empty.has(route.path) ? [] : platform.records[name] };
  const stored = platform.records[name].find((record) => record.id === params['id']);
  if (route.method === 'GET') return stored;
  const refused = refusedBy(headers, stored);
  if (refused !== undefined) return refused;
  if (headers['if-match'] === undefined && headers['if-none-match'] === undefined)
    platform.faults.push(`${route.path} was changed without having been seen`);
  const others = platform.records[name].filter((record) => record.id !== params['id']);
  if (route.method === 'DELETE') {
    if (name === 'line-items' && hasDelivered(params['id'])) return { refused: 'record.delivered' };
    platform.records[name] = others;
    return { id: params['id'] };
  }
  const record = { ...COLLECTIONS[name].parse(body), revision: nextRevision() };
  platform.records[name] = [...others, record];
  return record;
}

function campaignsAnswer({ me, empty }: FakePlatform, { route, query }: Asked): unknown {
  if (me?.advertiser === null && query['advertiser'] === undefined)
    return {
      refused: 'request.invalid',
      faults: [{ path: 'query.advertiser', code: 'report.advertiser', message: 'say whose' }],
    };
  return empty.has(route.path) ? { rows: [], more: false } : campaignsFor(query);
}

function allowed(platform: FakePlatform, id: string | undefined) {
  const partner = platform.partners.partners.find(({ bidder }) => bidder === id);
  if (partner !== undefined) partner.state = 'allowed';
  return partner;
}

function madeKey(platform: FakePlatform, body: unknown): Answer<'createKey'> {
  const { name, role, account, advertiser } = body as { name: string } & Pick<
    Answer<'createKey'>['record'],
    'role' | 'account' | 'advertiser'
  >;
  const createdAt = new Date().toISOString();
  const record = {
    id: `k${platform.keys.length + 1}`,
    name,
    role,
    account,
    advertiser,
    createdAt,
    lastUsedAt: null,
    revokedAt: null,
  };
  platform.keys.push(record);
  return { key: 'jc_test_4f1d9c7a52e84b0c9d3e', record };
}

const withRecipients = (auction: LiveAuction | undefined) =>
  auction && { ...auction, recipients: RECIPIENTS };

function recentAuctions(): LiveAuction[] {
  const next = auctionSource(1);
  return Array.from({ length: 40 }, (_, index) => next(Date.now() - 1_000 - index * 700));
}

function checkedQuery(platform: FakePlatform, route: Route, url: URL) {
  const query = Object.fromEntries(url.searchParams);
  const checked = route.query?.safeParse(query);
  if (checked && !checked.success)
    platform.faults.push(`${route.path} asked badly: ${checked.error.message}`);
  return query;
}

/** JSON as it is; text that is none (YAML) as an object that no schema takes. */
function bodyOf({ body }: ApiRequest): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return { yaml: true };
  }
}

function matched(route: Route, { method, url }: ApiRequest): Record<string, string> | undefined {
  const wanted = route.path.split('/');
  const given = url.pathname.split('/');
  if (route.method !== method || wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

function problem(code: ProblemCode, faults?: Problem['faults'], current?: Problem['current']): ApiAnswer {
  const { status: httpStatus, title } = PROBLEMS[code];
  const document = Problem.parse({
    type: `/errors#${code}`,
    title,
    status: httpStatus,
    code,
    faults,
    current,
  });
  return { status: httpStatus, type: 'application/problem+json', text: JSON.stringify(document) };
}
