import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { decideBids } from './bid.ts';
import { type DspRequest, readBidRequest } from './bid-request.ts';
import { type Counters, createCounters } from './counters.ts';
import { readJsonBody } from './request-body.ts';
import { type DemoDspId, strategies } from './strategy.ts';

export interface DemoDspOptions {
  readonly id: DemoDspId;
  /** In [0, 1); decides interest, price, latency. */
  readonly random: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Origin of the platform, without a trailing slash; asked on every bid, since it may be known only later. */
  readonly publicUrl: () => string;
  /** Origin under which this bidder is reached, without a trailing slash. */
  readonly selfUrl: () => string;
  /** Waits this many milliseconds; the network's time in a demo that has no network. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

export type DemoDspHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Latency of an answer, ms. */
const latency = { least: 5, most: 60 };
/** Part of the answers that come too late on purpose, and by how many ms. */
const slow = { share: 0.02, lateByMs: 150, tmaxMsDefault: 500, waitMsMax: 3_000 };

/**
 * A demo bidder as an HTTP handler: `POST /bid` (OpenRTB 2.6; 200, 204 no-bid, 400, 413), `GET /win` and `GET /bill`
 * (notices), `GET /event` (a creative's own beacons) and `GET /stats`.
 */
export function createDemoDsp(options: DemoDspOptions): DemoDspHandler {
  const counters = createCounters(options.now);
  const sleep = options.sleep ?? delay;
  let bidNumber = 0;
  const nextBidId = () => {
    bidNumber += 1;
    return `${options.id}-${options.now().toString(36)}-${bidNumber.toString(36)}`;
  };

  async function bid(request: IncomingMessage, response: ServerResponse): Promise<void> {
    counters.add('requests');
    const body = await readJsonBody(request);
    const parsed = body.kind === 'json' ? readBidRequest(body.value) : undefined;
    if (parsed === undefined) {
      counters.add('malformed');
      answer(response, body.kind === 'tooLarge' ? 413 : 400);
      return;
    }
    if (parsed.hasIdentity) counters.add('requestsWithIdentity');
    await sleep(waitFor(parsed, counters, options.random));
    const bids = decideBids(parsed, {
      strategy: strategies[options.id],
      random: options.random,
      publicUrl: options.publicUrl(),
      selfUrl: options.selfUrl(),
      nextBidId,
    });
    counters.add(bids.length > 0 ? 'bids' : 'noBids');
    for (const { id, price } of bids) counters.remember(id, price);
    if (bids.length === 0) answer(response, 204);
    else answer(response, 200, { id: parsed.id, cur: 'USD', seatbid: [{ seat: options.id, bid: bids }] });
  }

  return async (request, response) => {
    const url = URL.parse(request.url ?? '/', 'http://demo-dsp.invalid');
    const allowed = url?.pathname === '/bid' ? 'POST' : 'GET';
    if (url && request.method !== allowed && routes.has(url.pathname)) {
      response.setHeader('allow', allowed);
      answer(response, 405);
    } else if (url?.pathname === '/bid') await bid(request, response);
    else if (url?.pathname === '/stats') answer(response, 200, { id: options.id, ...counters.stats() });
    else if (url && routes.has(url.pathname)) takeNotice(url, counters, response);
    else answer(response, 404);
  };
}

const routes: ReadonlySet<string> = new Set(['/bid', '/win', '/bill', '/event', '/stats']);

function takeNotice(url: URL, counters: Counters, response: ServerResponse): void {
  const bidId = url.searchParams.get('bid') ?? '';
  // A sender that does not fill in `${AUCTION_PRICE}` means the price that was bid.
  const said = url.searchParams.get('price') ?? '';
  const price = /^\d{1,6}(\.\d{1,9})?$/.test(said) ? Number(said) : undefined;
  if (url.pathname === '/event') counters.event(bidId, url.searchParams.get('e') ?? '');
  else counters.notice(url.pathname === '/win' ? 'wins' : 'billed', bidId, price);
  answer(response, 204);
}

function waitFor(request: DspRequest, counters: Counters, random: () => number): number {
  if (random() < slow.share) {
    counters.add('slowAnswers');
    return Math.min((request.tmaxMs ?? slow.tmaxMsDefault) + slow.lateByMs, slow.waitMsMax);
  }
  // Squaring makes quick answers common and slow ones rare, as bidders are.
  return latency.least + (latency.most - latency.least) * random() ** 2;
}

function answer(response: ServerResponse, status: number, body?: unknown): void {
  response.statusCode = status;
  response.setHeader('cache-control', 'no-store');
  // Notices are fired by browsers as pixels; the page's origin may read nothing but that they arrived.
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  if (body === undefined) response.end();
  else {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  }
}
