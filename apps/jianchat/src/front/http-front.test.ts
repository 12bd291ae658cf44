import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFront, type FrontRoutes } from './http-front.ts';
import { type Listening, listen } from './listen.ts';
import { createMetrics } from './metrics.ts';
import { createReadiness, type PartState } from './readiness.ts';

const part: { state: PartState } = { state: { name: 'records', status: 'ready', detail: 'embedded' } };
const faults: unknown[] = [];
let door: Listening;

const frontWith = (exchange: FrontRoutes['exchange']) => {
  const readiness = createReadiness();
  readiness.add(() => part.state);
  return createFront({
    exchange,
    collector: undefined,
    ledger: undefined,
    demo: (_, res, path) => void res.writeHead(200).end(path),
    control: (_, res, path) => void res.writeHead(200).end(`control ${path}`),
    readiness,
    metrics: createMetrics().registry,
    onFault: (error) => faults.push(error),
  });
};
beforeAll(async () => {
  const onRequest = frontWith(() => {
    throw new Error('broken');
  });
  door = await listen({ host: '127.0.0.1', port: 0, onRequest });
});
afterAll(() => door.close(0));

const status = async (method: string, path: string) => (await fetch(door.url + path, { method })).status;

describe('the door', () => {
  it.each(['/livez', '/readyz', '/metrics', '/demo'])('answers %s to readers only', async (path) => {
    expect([await status('GET', path), await status('HEAD', path)]).toEqual([200, 200]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect(await status(method, path)).toBe(405);
  });

  it.each(['/status', '/version', '/cookie_sync', '/info/bidders/all', '/cache'])(
    'sends %s to the exchange, and nowhere where there is none',
    async (path) => {
      expect(await status('GET', path)).toBe(500);
      faults.length = 0;
      const bare = await listen({ host: '127.0.0.1', port: 0, onRequest: frontWith(undefined) });
      expect((await fetch(bare.url + path)).status).toBe(404);
      await bare.close(0);
    },
  );

  it.each(['/openrtb2/unheard-of', '/info', '/e/token', '/sdk/jianchat.js', '/ledger/checkpoint'])(
    'never takes the console for an answer to %s',
    async (path) => {
      expect(await status('GET', path)).toBe(404);
    },
  );

  it('leaves everything else to control', async () => {
    for (const path of ['/', '/events', '/cached', '/live', '/api/me'])
      expect(await (await fetch(door.url + path)).text()).toBe(`control ${path}`);
  });

  it('names the part that is not well with 503', async () => {
    part.state = { name: 'records', status: 'down', detail: 'does not answer' };
    const answer = await fetch(`${door.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ ready: false, parts: [part.state] });
    expect(await status('GET', '/livez')).toBe(200);
  });

  it('answers a fault of ours with 500, tells it and goes on', async () => {
    expect(await status('POST', '/openrtb2/auction')).toBe(500);
    expect(faults).toHaveLength(1);
    expect(await status('GET', '/livez')).toBe(200);
  });

  it('is not held by requests that never end', async () => {
    const { hostname, port } = new URL(door.url);
    const halves = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket = connect({ host: hostname, port: Number(port) });
        await once(socket, 'connect');
        socket.write('POST /readyz HTTP/1.1\r\nHost: x\r\nContent-Le');
        return socket;
      }),
    );
    expect(await status('GET', '/livez')).toBe(200);
    for (const socket of halves) socket.destroy();
  });

  it('lets kept connections go when it closes, after the answer under way', async () => {
    const held: { end?: () => void } = {};
    const second = await listen({
      host: '127.0.0.1',
      port: 0,
      onRequest: (_, res) => {
        held.end = () => void res.end('done');
      },
    });
    const asked = request(second.url, { agent: undefined, headers: { connection: 'keep-alive' } });
    asked.end();
    while (held.end === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    const closed = second.close(60_000);
    held.end();
    const [answer] = await once(asked, 'response');
    answer.resume();
    await closed;
  });
});
