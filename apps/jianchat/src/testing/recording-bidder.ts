import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BidderCallSeen {
  /** Method, path and headers as text. */
  readonly head: string;
  readonly body: string;
}

export interface RecordingBidder {
  readonly endpoint: string;
  /** What it was sent since the last look, oldest first. */
  take(): readonly BidderCallSeen[];
  close(): void;
}

/** An OpenRTB bidder that writes down what it is told and bids nothing. */
export async function startRecordingBidder(): Promise<RecordingBidder> {
  let seen: BidderCallSeen[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const head = `${req.method} ${req.url} ${JSON.stringify(req.rawHeaders)}`;
    seen.push({ head, body: Buffer.concat(chunks).toString() });
    res.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openrtb2`,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
