import {
  type BidderAnswer,
  type BidderCall,
  FAILED,
  INVALID_RESPONSE,
  type RemoteDemand,
  TIMED_OUT,
  UNREACHABLE,
} from '@jianchat/auction';
import type { Pool } from 'undici';
import { createPool, type HttpOutcome, post } from './http-call.ts';
import { readBidResponse } from './read-response.ts';

export interface OpenRtbDemandOptions {
  /** Connections kept to each bidder's origin. */
  readonly connectionsPerOrigin?: number;
}

const BODY_BYTES_MAX = 262_144;
const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json',
  'x-openrtb-version': '2.6',
};

/** Bidders that speak OpenRTB 2.6 over HTTP POST: one JSON request, one JSON response or 204. */
export function createOpenRtbDemand(options: OpenRtbDemandOptions = {}): RemoteDemand {
  const connections = options.connectionsPerOrigin ?? 128;
  const pools = new Map<string, Pool>();
  const routes = new Map<string, { pool: Pool; path: string }>();

  /** Endpoints are the operator's, so there are few; parsing each URL once keeps it off the request path. */
  const routeTo = (endpoint: string): { pool: Pool; path: string } | undefined => {
    let route = routes.get(endpoint);
    if (route === undefined) {
      const url = URL.parse(endpoint);
      if (url === null) return undefined;
      const pool = pools.get(url.origin) ?? createPool(url.origin, connections);
      pools.set(url.origin, pool);
      route = { pool, path: url.pathname + url.search };
      routes.set(endpoint, route);
    }
    return route;
  };

  return {
    reach: 'remote',
    kind: 'openrtb',
    adapter: 'openrtb',
    async ask(call: BidderCall): Promise<BidderAnswer> {
      const route = routeTo(call.bidder.endpoint);
      if (route === undefined) return NO_ENDPOINT;
      const outcome = await post(route.pool, {
        path: route.path,
        headers: HEADERS,
        body: call.body,
        timeoutMs: call.timeoutMs,
        signal: call.signal,
        bodyBytesMax: BODY_BYTES_MAX,
      });
      return answerOf(outcome);
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

const NO_ENDPOINT: BidderAnswer = {
  outcome: 'failed',
  status: 0,
  reason: UNREACHABLE,
  message: 'the endpoint is not a URL',
};

function answerOf(outcome: HttpOutcome): BidderAnswer {
  switch (outcome.kind) {
    case 'timeout':
      return { outcome: 'failed', status: 0, reason: TIMED_OUT, message: 'no answer in time' };
    case 'unreachable':
      return { outcome: 'failed', status: 0, reason: UNREACHABLE, message: 'no connection' };
    case 'cancelled':
      return { outcome: 'failed', status: 0, reason: FAILED, message: 'the client has gone' };
    case 'too large':
      return {
        outcome: 'failed',
        status: outcome.status,
        reason: INVALID_RESPONSE,
        message: `the response exceeds ${BODY_BYTES_MAX} bytes`,
      };
    case 'answered':
      return readAnswer(outcome.status, outcome.body);
  }
}

function readAnswer(status: number, body: string): BidderAnswer {
  if (status === 204) return { outcome: 'nobid', status };
  if (status !== 200)
    return { outcome: 'failed', status, reason: FAILED, message: `unexpected status code: ${status}` };
  if (body === '') return { outcome: 'nobid', status };
  const reading = readBidResponse(body);
  if (!reading.ok) return { outcome: 'failed', status, reason: INVALID_RESPONSE, message: reading.message };
  if (reading.bids.length === 0) return { outcome: 'nobid', status };
  return { outcome: 'bids', status, currency: reading.currency, bids: reading.bids };
}
