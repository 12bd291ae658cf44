import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuctionAnswer, AuctionCall } from '../auction-call.ts';
import type { Counters } from '../counters.ts';
import type { Build } from '../routes/route.ts';
import { readOuter } from './outer.ts';
import { readBody } from './read-body.ts';
import { xPrebid } from './x-prebid.ts';

export interface HandlerMeans {
  auction(call: AuctionCall): Promise<AuctionAnswer>;
  readonly counters: Counters;
  readonly trustForwardedFor: boolean;
  /** Largest body. */
  bodyBytesMax(): number;
  readonly build: Build;
  onFault(fault: unknown): void;
  /** The end of this turn of the event loop, shared by all its requests. */
  turn(): Promise<void>;
}

const TEXT = 'text/plain; charset=utf-8';
/** Those of the path; `GET` goes another way. */
const METHODS = 'GET, HEAD, POST, OPTIONS';

/** The HTTP side of `POST /openrtb2/auction`: CORS for any page, body with bounds, one answer whatever happens. */
export function createHandler(
  means: HandlerMeans,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const server = xPrebid(means.build);
  return async (req, res) => {
    try {
      if (req.method === 'OPTIONS') return preflight(req, res);
      res.setHeader('x-prebid', server);
      if (req.method !== 'POST') {
        res.setHeader('allow', METHODS);
        return send(req, res, { status: 405, contentType: TEXT, body: 'Method Not Allowed\n' });
      }
      const body = await readBody(req, means.bodyBytesMax());
      if (!body.ok) {
        means.counters.count('auction.refused');
        return send(req, res, { status: 400, contentType: TEXT, body: `Invalid request: ${body.message}\n` });
      }
      await means.turn();
      const answer = await means.auction({
        body: body.bytes,
        outer: readOuter(req, means.trustForwardedFor),
        onGone: (callback) => {
          res.once('close', () => {
            if (!res.writableFinished) callback();
          });
        },
      });
      send(req, res, answer);
    } catch (fault) {
      // A fault of ours: told to whoever runs the exchange, never to the client.
      means.onFault(fault);
      means.counters.count('auction.failed');
      if (!res.headersSent) send(req, res, { status: 500, contentType: TEXT, body: 'Internal error\n' });
    }
  };
}

function send(
  req: IncomingMessage,
  res: ServerResponse,
  answer: { status: number; contentType: string; body: string },
): void {
  const length = Buffer.byteLength(answer.body);
  const headers: Record<string, string | number> = {
    'content-type': answer.contentType,
    'content-length': length,
    'cache-control': 'no-cache, no-store, must-revalidate',
  };
  const origin = req.headers.origin;
  if (origin !== undefined) {
    headers['access-control-allow-origin'] = origin;
    headers['access-control-allow-credentials'] = 'true';
    headers['vary'] = 'Origin';
  }
  res.writeHead(answer.status, headers);
  // As a string the body leaves in one write with the head; pure ASCII needs no encoding on the way.
  res.end(answer.body, length === answer.body.length ? 'latin1' : 'utf8');
}

/** Prebid Server answers every page, with credentials. */
function preflight(req: IncomingMessage, res: ServerResponse): void {
  const origin = req.headers.origin;
  res.writeHead(204, {
    ...(origin !== undefined && {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': 'Origin, X-Requested-With, Content-Type, Accept, Content-Encoding',
      'access-control-max-age': '86400',
      vary: 'Origin',
    }),
  });
  res.end();
}
