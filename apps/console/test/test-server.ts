import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { answerApi, type FakePlatform } from './fake-platform.ts';
import { auctionSource } from './fixtures/auctions.ts';
import { policyDocument, policyHistory, policyPage } from './fixtures/session.ts';

/** What the real server sends with the console; copied, because the console must work under exactly this. */
const CONSOLE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface TestServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the built console as the platform does: its headers, its fallback to index.html, its API. */
export async function serveConsole(dir: string, platform: FakePlatform): Promise<TestServer> {
  const streams = new Set<ReturnType<typeof setInterval>>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://console.test');
    void respond(request, response, { url, dir, platform, streams }).catch((error: unknown) => {
      platform.faults.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const timer of streams) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Means {
  readonly url: URL;
  readonly dir: string;
  readonly platform: FakePlatform;
  readonly streams: Set<ReturnType<typeof setInterval>>;
}

async function respond(request: IncomingMessage, response: ServerResponse, means: Means): Promise<void> {
  const { url, dir, platform } = means;
  if (url.pathname === '/api/live' && platform.me) {
    stream(response, means);
  } else if (url.pathname.startsWith('/api/')) {
    const body = await bodyOf(request);
    const { status, type, text } = answerApi(platform, {
      method: request.method ?? 'GET',
      url,
      body,
      contentType: request.headers['content-type'] ?? '',
      headers: request.headers,
    });
    response.writeHead(status, { 'content-type': type }).end(text);
  } else if (url.pathname === '/policy') {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY' })
      .end(policyPage(url.searchParams.get('lang') ?? 'en'));
  } else if (url.pathname === '/policy.json') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(policyDocument));
  } else if (url.pathname === '/policy/versions') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(policyHistory));
  } else {
    await sendFile(response, { dir, path: url.pathname });
  }
}

function stream(response: ServerResponse, { platform, streams }: Means): void {
  const next = auctionSource(2);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = () =>
    response.write(`event: auction\ndata: ${JSON.stringify(platform.checkedAuction(next(Date.now())))}\n\n`);
  response.write('event: lag\ndata: {"skipped":3}\n\n');
  send();
  const timer = setInterval(send, 300);
  streams.add(timer);
  response.on('close', () => clearInterval(timer));
}

async function sendFile(
  response: ServerResponse,
  { dir, path }: { dir: string; path: string },
): Promise<void> {
  const headers = {
    'content-security-policy': CONSOLE_CSP,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
  const file = join(dir, normalize(path));
  const type = TYPES[extname(file)];
  if (type !== undefined && file.startsWith(dir)) {
    const content = await readFile(file).catch(() => undefined);
    if (content) {
      response.writeHead(200, { ...headers, 'content-type': type }).end(content);
      return;
    }
  }
  const index = await readFile(join(dir, 'index.html'));
  response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(index);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
