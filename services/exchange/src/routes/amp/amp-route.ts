import type { BidResponse } from '@jianchat/openrtb';
import {
  answerAuction,
  invalid,
  json,
  NO_SNAPSHOT,
  type Route,
  type RouteAnswer,
  type RouteCall,
  type RouteMeans,
  refused,
} from '../route.ts';
import { readAmpParameters } from './amp-parameters.ts';
import { ampRequest } from './amp-request.ts';

/**
 * `GET /openrtb2/amp`: an auction for an AMP page's ad slot. The request is stored under `tag_id`; the page adds sizes, address,
 * key-values and consent in parameters. The answer is the keys of cached ads.
 */
export const ampRoute: Route = {
  name: 'amp',
  path: '/openrtb2/amp',
  methods: ['GET'],
  pagesMayRead: true,
  holdsAuction: true,
  async answer(call, means) {
    const answer = await hold(call, means);
    return { ...answer, headers: { ...answer.headers, ...ampHeaders(call) } };
  },
};

async function hold(call: RouteCall, means: RouteMeans): Promise<RouteAnswer> {
  const parameters = readAmpParameters(call.query);
  if (parameters.tagId === '') return invalid('AMP requests require an AMP tag_id');
  const ground = means.ground(call.startedMs);
  if (ground === undefined) return NO_SNAPSHOT;
  const request = ampRequest(parameters, {
    catalogue: ground.catalogue,
    newId: means.newId,
    query: call.query,
  });
  if (!request.ok) return refused(request);
  return answerAuction(request.raw, { call, means, toAnswer: ampAnswer });
}

/** Only cached ads can be shown, so only their keys are told; a deal's come with the winner's. */
function ampAnswer({ seatbid = [], ext }: BidResponse): RouteAnswer {
  const targeting: Record<string, string> = {};
  for (const { bid } of seatbid)
    for (const { ext: bidExt } of bid) {
      const keys = bidExt?.prebid?.targeting ?? {};
      if (Object.keys(keys).some(isCacheId)) Object.assign(targeting, keys);
    }
  return json({ targeting, ortb2: { ext } });
}

const isCacheId = (key: string): boolean => key.includes('_cache_id');

/** The AMP runtime takes an answer only where it names the page that asked. */
function ampHeaders({ query, headers }: RouteCall): Record<string, string> {
  const source = originOf(query.get('__amp_source_origin') || headers.origin);
  return {
    ...(source !== undefined && { 'amp-access-control-allow-source-origin': source }),
    'access-control-expose-headers': 'AMP-Access-Control-Allow-Source-Origin',
  };
}

/** An origin, written anew: nothing of a parameter stands in a header as it came. */
function originOf(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { origin } = new URL(text);
  return origin === 'null' ? undefined : origin;
}
