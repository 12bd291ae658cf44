import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLedgerRoutes } from './ledger-routes.ts';

const CHECKPOINT = Buffer.from('ads.example/ledger\n256\nroot\n\n— signature\n');
const FILES = new Map([
  ['tile/0/000', Buffer.alloc(8192, 'h')],
  ['tile/1/000.p/1', Buffer.alloc(32, 'h')],
  ['tile/0/001.p/3', Buffer.alloc(96, 'h')],
  ['batches/000', Buffer.from('not public')],
]);

let server: Server;
let url: string;
let open = false;

beforeAll(async () => {
  const head = { origin: 'ads.example/ledger', size: 256, root: Buffer.alloc(32) };
  const route = createLedgerRoutes({
    state: () => ({
      published: open ? { head, checkpoint: CHECKPOINT } : undefined,
      vkey: open ? 'ads.example/ledger+0+key' : undefined,
    }),
    files: { read: async (path) => FILES.get(path) },
  });
  server = createServer((req, res) => void route(req, res, req.url ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/ledger`;
});
afterAll(() => void server.close());

describe('the public part of the ledger', () => {
  it('has nothing before the ledger is open', async () => {
    expect((await fetch(`${url}/checkpoint`)).status).toBe(404);
    open = true;
    expect(await (await fetch(`${url}/checkpoint`)).text()).toBe(CHECKPOINT.toString());
    expect(await (await fetch(`${url}/key`)).text()).toBe('ads.example/ledger+0+key\n');
  });

  it('tells caches to keep tiles and to ask again for the checkpoint', async () => {
    open = true;
    const tile = await fetch(`${url}/tile/0/000`);
    expect(tile.headers.get('cache-control')).toContain('immutable');
    expect(tile.headers.get('content-encoding')).toBe('gzip');
    expect(Buffer.from(await tile.arrayBuffer())).toEqual(FILES.get('tile/0/000'));
    const checkpoint = await fetch(`${url}/checkpoint`, { method: 'HEAD' });
    expect(checkpoint.headers.get('cache-control')).toBe('public, max-age=1');
    expect(checkpoint.headers.get('content-length')).toBe(String(CHECKPOINT.length));
  });

  it('serves what the checkpoint covers and nothing else [S2]', async () => {
    open = true;
    expect((await fetch(`${url}/tile/1/000.p/1`)).status).toBe(200);
    for (const path of ['tile/0/001.p/3', 'batches/000', 'tile/0/0', 'tile/0/%2e%2e/key', ''])
      expect((await fetch(`${url}/${path}`)).status, path).toBe(404);
    expect((await fetch(`${url}/checkpoint`, { method: 'POST' })).status).toBe(405);
  });
});
