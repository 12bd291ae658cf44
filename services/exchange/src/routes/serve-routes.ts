import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { readOuter } from '../http/outer.ts';
import { readBody } from '../http/read-body.ts';
import { xPrebid } from '../http/x-prebid.ts';
import { type Route, type RouteAnswer, type RouteMeans, type RouteMethod, text } from './route.ts';
import { routeOf } from './route-table.ts';

export interface ServingMeans extends RouteMeans {
  readonly trustForwardedFor: boolean;
  /** Largest body. */
  bodyBytesMax(): number;
  now(): number;
  onFault(fault: unknown): void;
  /** Told of each answer: the route's name and the status. */
  onAnswered(route: string, status: number): void;
}

/** The HTTP side of the routes: methods, CORS, one answer whatever happens. Undefined where no route has the path. */
export function createRouteServer(means: ServingMeans) {
  const server = xPrebid(means.build);
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = req.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const route = routeOf(path);
    const answer = route === undefined ? text(404, 'there is nothing at this path') : await ask(route);
    if (route?.holdsAuction) res.setHeader('x-prebid', server);
    send({ req, res, route }, answer);
    means.onAnswered(route?.name ?? 'unknown', answer.status);

    async function ask(found: Route): Promise<RouteAnswer> {
      if (req.method === 'OPTIONS') return preflight(req, found);
      const method = methodOf(req.method);
      if (method === undefined || !found.methods.includes(method)) {
        req.resume();
        return { ...text(405, 'Method Not Allowed'), headers: { allow: allowed(found) } };
      }
      try {
        return await found.answer(
          {
            method,
            path,
            query: new URLSearchParams(mark < 0 ? '' : url.slice(mark)),
            headers: req.headers,
            outer: readOuter(req, means.trustForwardedFor),
            startedMs: means.now(),
            body: () => readBody(req, means.bodyBytesMax()),
            onGone(callback) {
              res.once('close', () => {
                if (!res.writableFinished) callback();
              });
            },
          },
          means,
        );
      } catch (fault) {
        // A fault of ours: told to whoever runs the exchange, never to the client.
        means.onFault(fault);
        return text(500, 'Internal error');
      }
    }
  };
}

function methodOf(method: string | undefined): RouteMethod | undefined {
  if (method === 'GET' || method === 'HEAD') return 'GET';
  return method === 'POST' ? 'POST' : undefined;
}

const allowed = ({ methods }: Route): string =>
  [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');

/** Prebid Server answers pages of every origin, with credentials. */
function preflight(req: IncomingMessage, route: Route): RouteAnswer {
  req.resume();
  if (req.headers.origin === undefined || !route.pagesMayRead)
    return { status: 204, headers: { allow: allowed(route) } };
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': allowed(route),
      'access-control-allow-headers': 'Origin, X-Requested-With, Content-Type, Accept, Content-Encoding',
      'access-control-max-age': '86400',
    },
  };
}

/** Nobody keeps an answer, and no browser takes it for anything but what it says it is. */
const COMMON = {
  'cache-control': 'no-cache, no-store, must-revalidate',
  'x-content-type-options': 'nosniff',
} as const;

function send(
  { req, res, route }: { req: IncomingMessage; res: ServerResponse; route: Route | undefined },
  { status, contentType, body = '', headers }: RouteAnswer,
): void {
  const { origin } = req.headers;
  const all: OutgoingHttpHeaders = { ...COMMON };
  if (status !== 204) all['content-length'] = Buffer.byteLength(body);
  if (contentType !== undefined) all['content-type'] = contentType;
  if (route?.pagesMayRead) {
    all['vary'] = 'Origin';
    // A `cross-origin` resource may be embedded by pages that isolate themselves, as a pixel must be.
    all['cross-origin-resource-policy'] = 'cross-origin';
    if (origin !== undefined) {
      all['access-control-allow-origin'] = origin;
      all['access-control-allow-credentials'] = 'true';
    }
  }
  for (const [name, value] of Object.entries(headers ?? {}))
    all[name] = typeof value === 'string' ? value : [...value];
  res.writeHead(status, all);
  res.end(req.method === 'HEAD' ? undefined : body);
}
