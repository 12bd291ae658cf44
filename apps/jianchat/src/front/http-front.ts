import type { IncomingMessage, ServerResponse } from 'node:http';
import { isExchangePath } from '@jianchat/exchange';
import type { Registry } from 'prom-client';
import type { Readiness } from './readiness.ts';

type Handler = (req: IncomingMessage, res: ServerResponse, path: string) => void | Promise<void>;

export interface FrontRoutes {
  readonly exchange: Handler | undefined;
  readonly collector: Handler | undefined;
  readonly demo: Handler | undefined;
  readonly ledger: Handler | undefined;
  /** Everything that is not named here: control API, console, policy page. */
  readonly control: Handler | undefined;
  readonly readiness: Readiness;
  readonly metrics: Pick<Registry, 'metrics' | 'contentType'>;
  readonly onFault: (error: unknown) => void;
}

/**
 * The one door: hot routes go straight to their service, the rest to control's router. A handler that throws costs
 * its own request an answer of 500 and nothing else.
 */
export function createFront(routes: FrontRoutes): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    const url = req.url ?? '/';
    const path = pathOf(url);
    const handler = routeOf(path, routes);
    if (handler === undefined) return answer(res, 404, 'there is nothing at this path\n');
    try {
      handler(req, res, path)?.catch((error: unknown) => fault(routes, res, error));
    } catch (error) {
      fault(routes, res, error);
    }
  };
}

/**
 * Paths that SDKs, partners and verifiers ask, whether this version serves them or not. Without a route of its own each
 * is 404: a program must never take the console's page for its answer.
 */
const MACHINE_PATH =
  /^\/(openrtb2|event|vtrack|cache|cookie_sync|setuid|getuids|optout|info|bidders\/params|version|v1|sdk|ledger|e|c|conversion|sellers\.json|ads\.txt|dsr)(\/|$)/;

/** Whether a worker answers this itself, where there are several processes; all else it passes on. */
export function isAnsweredByWorkers(url: string): boolean {
  return isExchangePath(pathOf(url)) || isCollectorPath(pathOf(url));
}

const isCollectorPath = (path: string): boolean =>
  path.startsWith('/e/') ||
  path.startsWith('/c/') ||
  path === '/conversion' ||
  path.startsWith('/conversion/');

function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}

function routeOf(path: string, routes: FrontRoutes): Handler | undefined {
  if (isExchangePath(path)) return routes.exchange;
  if (isCollectorPath(path)) return routes.collector;
  if (path.startsWith('/ledger/')) return routes.ledger;
  if (path === '/sellers.json' || path === '/ads.txt') return routes.control;
  if (path === '/dsrdelete.json' || path === '/dsr/delete') return routes.control;
  if (MACHINE_PATH.test(path)) return undefined;
  switch (path) {
    case '/livez':
      return onlyRead((_, res) => answer(res, 200, 'alive\n'));
    case '/readyz':
      return onlyRead((_, res) => answerReadiness(res, routes.readiness));
    case '/metrics':
      return onlyRead((_, res) => answerMetrics(res, routes.metrics));
  }
  const isDemo = path === '/demo' || (path.startsWith('/demo/') && !path.startsWith('/demo/api/'));
  return isDemo && routes.demo ? onlyRead(routes.demo) : routes.control;
}

/** Of what is only there to be read, other methods are refused; a body that came with them is not looked at. */
function onlyRead(handler: Handler): Handler {
  return (req, res, path) => {
    if (req.method === 'GET' || req.method === 'HEAD') return handler(req, res, path);
    req.resume();
    res.setHeader('allow', 'GET, HEAD');
    answer(res, 405, 'only GET and HEAD are answered here\n');
  };
}

async function answerReadiness(res: ServerResponse, readiness: Readiness): Promise<void> {
  const { ready, parts } = await readiness.read();
  res.writeHead(ready ? 200 : 503, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  res.end(`${JSON.stringify({ ready, parts })}\n`);
}

async function answerMetrics(res: ServerResponse, metrics: FrontRoutes['metrics']): Promise<void> {
  const text = await metrics.metrics();
  res.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
  res.end(text);
}

function answer(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  res.end(text);
}

function fault(routes: FrontRoutes, res: ServerResponse, error: unknown): void {
  routes.onFault(error);
  if (res.headersSent) res.destroy();
  else answer(res, 500, 'a fault on our side; it was logged\n');
}
