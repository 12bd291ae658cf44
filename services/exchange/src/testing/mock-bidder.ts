import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface BidderBehaviour {
  readonly status: number;
  readonly delayMs: number;
  readonly text: string;
}

export interface MockBidder {
  readonly endpoint: string;
  /** Bodies it was sent, oldest first. */
  readonly received: readonly string[];
  /** Request lines and headers as they came, one text per body. */
  readonly heads: readonly string[];
  behave(behaviour: BidderBehaviour): void;
  /** Called, and waited for, at each request before it is answered. */
  onRequest(hook: (socket: Socket) => Promise<void>): void;
  close(): Promise<void>;
}

/** A real HTTP server that plays a bidder. */
export async function startMockBidder(): Promise<MockBidder> {
  let behaviour: BidderBehaviour = { status: 204, delayMs: 0, text: '' };
  let hook: (socket: Socket) => Promise<void> = async () => {};
  const received: string[] = [];
  const heads: string[] = [];
  const server = createServer(async (req, res) => {
    const { status, delayMs, text } = behaviour;
    let body = '';
    req.setEncoding('utf8');
    for await (const chunk of req) body += chunk;
    received.push(body);
    heads.push(`${req.method} ${req.url} ${req.rawHeaders.join('\n')}`);
    await hook(req.socket);
    const answer = () => res.writeHead(status, { 'content-type': 'application/json' }).end(text);
    if (delayMs === 0) answer();
    else setTimeout(answer, delayMs).unref();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openrtb`,
    received,
    heads,
    behave(next) {
      behaviour = next;
      received.length = 0;
      heads.length = 0;
    },
    onRequest(next) {
      hook = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
