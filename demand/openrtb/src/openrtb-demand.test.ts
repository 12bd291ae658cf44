import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import type { BidderAnswer, RemoteDemand } from '@jianchat/auction';
import { BidderInput } from '@jianchat/snapshot';
import { afterEach, describe, expect, it } from 'vitest';
import { createOpenRtbDemand } from './openrtb-demand.ts';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function bidder(answer: Answer): Promise<{ endpoint: string; server: Server }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bid?k=v`, server };
}

function demand(): RemoteDemand {
  const made = createOpenRtbDemand();
  closers.push(() => made.close());
  return made;
}

const ACME = BidderInput.parse({
  id: 'acme',
  endpoint: 'http://acme.example',
  contract: 'c',
  timeoutMs: 1000,
});
const ask = (
  endpoint: string,
  options: { timeoutMs?: number; signal?: AbortSignal; of?: RemoteDemand } = {},
) =>
  (options.of ?? demand()).ask({
    bidder: { ...ACME, endpoint },
    body: '{"id":"1"}',
    timeoutMs: options.timeoutMs ?? 5000,
    signal: options.signal,
  });
const bids = JSON.stringify({ id: '1', seatbid: [{ bid: [{ id: 'b', impid: '1', price: 1 }] }] });
const json = { 'content-type': 'application/json' };

describe('an OpenRTB bidder', () => {
  it('gets the text as it is, with the version header, on kept connections', async () => {
    const seen: unknown[] = [];
    const ports = new Set<number | undefined>();
    const { endpoint } = await bidder(async (req, res) => {
      ports.add(req.socket.remotePort);
      let body = '';
      for await (const chunk of req) body += chunk;
      seen.push([req.method, req.url, req.headers['x-openrtb-version'], req.headers['content-type'], body]);
      res.writeHead(200, json).end(bids);
    });
    const of = demand();
    for (let i = 0; i < 9; i++)
      expect(await ask(endpoint, { of })).toMatchObject({ outcome: 'bids', bids: [{ bid: { id: 'b' } }] });
    expect(seen[0]).toEqual(['POST', '/bid?k=v', '2.6', 'application/json', '{"id":"1"}']);
    // The pool may open a second while the first is just being given back.
    expect(ports.size).toBeLessThan(3);
  });

  const cases: [string, Answer, Partial<BidderAnswer>][] = [
    ['204', (_q, res) => res.writeHead(204).end(), { outcome: 'nobid', status: 204 }],
    ['no seatbid', (_q, res) => res.writeHead(200, json).end('{"id":"1"}'), { outcome: 'nobid' }],
    [
      'malformed JSON',
      (_q, res) => res.writeHead(200, json).end('{"id"'),
      { outcome: 'failed', reason: 102 },
    ],
    [
      'a server error',
      (_q, res) => res.writeHead(500).end('x'),
      { outcome: 'failed', reason: 100, status: 500 },
    ],
    [
      'a redirect, which is not followed',
      (_q, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { outcome: 'failed', reason: 100, status: 302 },
    ],
    ['a broken connection', (_q, res) => res.destroy(), { outcome: 'failed', reason: 103 }],
    [
      'more than the limit',
      (_q, res) => res.writeHead(200, json).end(Buffer.alloc(300_000, 0x20)),
      { outcome: 'failed', reason: 102 },
    ],
  ];
  it.each(cases)('that answers with %s', async (_what, answer, expected) => {
    const { endpoint } = await bidder(answer);
    expect(await ask(endpoint)).toMatchObject(expected);
  });

  it('that is not there is unreachable', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ outcome: 'failed', reason: 103 });
  });

  it('with a broken address is unreachable', async () => {
    expect(await ask('not a URL')).toMatchObject({ outcome: 'failed', reason: 103 });
  });

  it('that is late loses its connection', async () => {
    let closed: Promise<unknown> | undefined;
    const { endpoint } = await bidder((req) => {
      closed = once(req.socket, 'close');
    });
    expect(await ask(endpoint, { timeoutMs: 50 })).toMatchObject({ outcome: 'failed', reason: 101 });
    await closed;
    expect(closed).toBeDefined();
  });

  it('is let go when the client has gone', async () => {
    const gone = new AbortController();
    let closed: Promise<unknown> | undefined;
    const { endpoint } = await bidder((req) => {
      closed = once(req.socket, 'close');
      gone.abort();
    });
    expect(await ask(endpoint, { signal: gone.signal })).toMatchObject({ outcome: 'failed' });
    await closed;
    expect(closed).toBeDefined();
  });
});
