import { placeImpression } from '../impression-markup.ts';
import { fetchCreative } from './cache.ts';
import { reportedEventUrl } from './event-url.ts';
import { INTEGRATION_FAULT, isIntegration } from './integration.ts';
import { answerPuts, type Put, readPuts } from './put-request.ts';
import {
  type Ground,
  invalid,
  NO_SNAPSHOT,
  type Route,
  type RouteAnswer,
  type RouteCall,
  type RouteMeans,
  text,
} from './route.ts';
import { accountOf, accountRefusal } from './route-account.ts';

/**
 * `POST /vtrack?a=ACCOUNT` keeps VAST like `/cache`, with an impression of ours put into it for bidders that allow it;
 * `GET /vtrack?uuid=` gives it back.
 */
export const vtrackRoute: Route = {
  name: 'vtrack',
  path: '/vtrack',
  methods: ['GET', 'POST'],
  pagesMayRead: true,
  answer: (call, means) =>
    call.method === 'GET' ? fetchCreative(call, means.creatives) : keepTracked(call, means),
};

async function keepTracked(call: RouteCall, means: RouteMeans): Promise<RouteAnswer> {
  const id = call.query.get('a') ?? '';
  if (id === '') return text(400, "Account 'a' is required query parameter and can't be empty");
  const integration = call.query.get('int') ?? '';
  if (!isIntegration(integration)) return invalid(INTEGRATION_FAULT);
  const body = await call.body();
  if (!body.ok) return invalid(body.message);
  const reading = readPuts(body.bytes);
  if (!reading.ok) return invalid(reading.message);
  const ground = means.ground(call.startedMs);
  if (ground === undefined) return NO_SNAPSHOT;
  const account = accountOf(id, ground.catalogue);
  if (!account.ok) return accountRefusal(account.fault, id);
  const events = account.settings.events?.enabled !== false;
  const tracked: Put[] = [];
  for (const [at, put] of reading.puts.entries()) {
    const { bidid, bidder } = put.raw;
    if (typeof bidid !== 'string' || bidid === '' || bidid.length > BID_ID_CHARS_MAX)
      return invalid(`puts[${at}].bidid is required and can't be empty`);
    if (typeof bidder !== 'string' || bidder === '')
      return invalid(`puts[${at}].bidder is required and can't be empty`);
    tracked.push(
      events ? withImpression(put, { bid: bidid, bidder, account: id, integration, ground }) : put,
    );
  }
  return answerPuts(await means.creatives.put(tracked, 'public'));
}

const BID_ID_CHARS_MAX = 256;

interface Tracking {
  readonly bid: string;
  readonly bidder: string;
  readonly account: string;
  readonly integration: string;
  readonly ground: Ground;
}

function withImpression(put: Put, { bid, bidder, account, integration, ground }: Tracking): Put {
  const row = ground.catalogue.bidderNamed(bidder);
  // Pages also ask bidders that are none of ours.
  const mayModify = row === undefined || row.bidder.modifyingVastXmlAllowed === true;
  if (put.type !== 'xml' || !mayModify) return put;
  const at = put.raw['timestamp'];
  const impressionUrl = reportedEventUrl(ground.parts.publicUrl, {
    type: 'imp',
    bid,
    account,
    bidder,
    integration,
    timestampMs: Number.isSafeInteger(at) ? Number(at) : undefined,
  });
  return { ...put, text: placeImpression(put.text, impressionUrl) };
}
