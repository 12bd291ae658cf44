import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { sampleAuction } from '../testing/sample-auction.ts';
import { liveAuction } from '../testing/start-test-control.ts';
import { createLiveViewers } from './live-viewers.ts';

it('a reader that stops reading costs its bound and no more, and learns what it missed', async () => {
  const explain = vi.fn((record: Parameters<typeof liveAuction>[0]) => ({
    ...liveAuction(record),
    regime: 'x'.repeat(10_000),
  }));
  let second = 0;
  const viewers = createLiveViewers({
    viewersMax: 1,
    pendingBytesMax: 50_000,
    perSecondMax: 1_000_000,
    heartbeatMs: 20,
    explain,
    now: () => second++ * 1000,
  });
  const server = createServer((_, res) => {
    res.writeHead(200);
    viewers.add(res, null);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).end();
  const [response] = await once(asked, 'response');
  response.pause();
  await vi.waitFor(() => expect(viewers.count()).toBe(1));

  const shown = 5_000;
  for (let index = 0; index < shown; index += 1) {
    viewers.show(sampleAuction({ id: `a-${index}` }));
    if (index % 100 === 0) await new Promise(setImmediate);
  }
  // The socket's own buffers take some; the rest was neither explained nor kept.
  expect(explain.mock.calls.length).toBeLessThan(shown);

  let text = '';
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  response.resume();
  const events = (name: string) => text.split(`event: ${name}\n`).length - 1;
  const skipped = () =>
    [...text.matchAll(/"skipped":(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  await vi.waitFor(() => expect(events('auction') + skipped()).toBe(shown), { timeout: 10_000 });
  expect(skipped()).toBe(shown - explain.mock.calls.length);
  viewers.close();
  server.close();
});
