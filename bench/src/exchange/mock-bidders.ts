/*
 * Plays bidders on bare sockets, each at a port of its own: the same bid to every POST, after DELAY ms. As little work per request
 * as Node can do, so that it costs the measured exchange nothing but what a real bidder would. Arguments: bidders, delay. Prints
 * the addresses on one line.
 */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

const bidders = Number(process.argv[2] ?? 1);
const delayMs = Number(process.argv[3] ?? 0);

const bid = { id: 'b', impid: 'slot-1', price: 0.4, crid: 'c', adomain: ['shop.example'], w: 300, h: 250 };
const body = JSON.stringify({
  id: '7f3c9a54-2f0e-4d0c-9f51-6a4f1b1a2c3d',
  cur: 'USD',
  seatbid: [
    {
      seat: 's',
      bid: [
        {
          ...bid,
          adm: `<a href="https://shop.example/"><img src="https://shop.example/${'x'.repeat(700)}"></a>`,
        },
      ],
    },
  ],
});
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
);
const LENGTH = 'content-length:';

function serve(socket: Socket): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  const reply = (): void => {
    if (!socket.destroyed) socket.write(answer);
  };
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const length = requestLength(pending);
      if (length === undefined || pending.length < length) return;
      pending = pending.subarray(length);
      if (delayMs === 0) reply();
      else setTimeout(reply, delayMs);
    }
  });
}

/** Bytes of the first request in the buffer; undefined while its head is incomplete. */
function requestLength(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = bytes.toString('latin1', 0, headEnd).toLowerCase();
  const at = head.indexOf(LENGTH);
  return headEnd + 4 + (at === -1 ? 0 : Number.parseInt(head.slice(at + LENGTH.length), 10));
}

const addresses: string[] = [];
for (let bidder = 0; bidder < bidders; bidder++) {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address !== null) addresses.push(`http://127.0.0.1:${address.port}/bid`);
}
process.stdout.write(`${addresses.join(' ')}\n`);
process.on('SIGTERM', () => process.exit(0));
