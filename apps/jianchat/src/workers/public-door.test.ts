import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPublicDoor, type PublicDoor } from './public-door.ts';

let door: PublicDoor;
beforeAll(async () => {
  door = await openPublicDoor({
    host: '127.0.0.1',
    port: 0,
    onRequest: (_, res) => void res.writeHead(503).end('starting\n'),
    give: () => false,
    stopWorkers: async () => undefined,
  });
});
afterAll(() => door.close(0));

it('K2: sends a client away that comes while no worker is ready, so that its next request finds one', async () => {
  const agent = new Agent({ keepAlive: true });
  const connection = await new Promise<string | undefined>((resolve, reject) => {
    request(`${door.url}/openrtb2/auction`, { agent, method: 'POST' }, (answer) => {
      answer.resume();
      resolve(answer.headers.connection);
    })
      .on('error', reject)
      .end('{}');
  });
  agent.destroy();
  expect(connection).toBe('close');
});
