import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../testing/exchange-rig.ts';
import { createBeside } from './beside.ts';
import { type FetchedDocument, fetchDocument } from './fetch-document.ts';
import { createRateSource } from './rate-source.ts';

const MINUTE_MS = 60_000;

function arrange() {
  let settings: Parameters<typeof createRateSource>[0]['settings'] extends () => infer S ? S : never = {
    url: 'https://rates.example/latest.json',
    refreshSec: 60,
    staleSec: 600,
    rates: { USD: { EUR: 0.5 } },
  };
  let answer: FetchedDocument = { ok: false, why: 'status 500' };
  const asked: string[] = [];
  const source = createRateSource({
    settings: () => settings,
    fetchDocument: async (url) => {
      asked.push(url);
      return answer;
    },
  });
  const eur = (nowMs: number) => {
    const { table, stale } = source.current(nowMs);
    const rate = table?.get('USD')?.get('EUR');
    return [rate && Number(rate.numerator) / Number(rate.denominator), stale];
  };
  return {
    source,
    asked,
    eur,
    answers: (conversions: unknown) => {
      answer = { ok: true, value: { conversions }, maxAgeSec: undefined };
    },
    fails: () => {
      answer = { ok: false, why: 'not JSON' };
    },
    set: (next: typeof settings) => {
      settings = next;
    },
  };
}

describe('the host’s currency rates', () => {
  it('are the fixed ones until some were fetched; a failure keeps the last, and age ends them', async () => {
    const { source, asked, eur, answers, fails } = arrange();
    await source.refresh(0);
    expect(eur(0)).toEqual([0.5, false]);
    answers({ USD: { EUR: 0.9 } });
    await source.refresh(MINUTE_MS - 1);
    expect(asked).toHaveLength(1);
    await source.refresh(MINUTE_MS);
    expect(eur(MINUTE_MS)).toEqual([0.9, false]);
    fails();
    await source.refresh(5 * MINUTE_MS);
    answers({ USD: { EUR: 'no number' } });
    await source.refresh(6 * MINUTE_MS);
    expect(asked).toHaveLength(4);
    expect(eur(11 * MINUTE_MS)).toEqual([0.9, false]);
    expect(eur(11 * MINUTE_MS + 1)).toEqual([0.5, true]);
    expect(source.document(11 * MINUTE_MS + 1)).toEqual({
      active: true,
      source: 'https://rates.example/latest.json',
      fetchingIntervalNs: 60e9,
      lastUpdated: '1970-01-01T00:01:00.000Z',
      stale: true,
      rates: { USD: { EUR: 0.5 } },
    });
  });

  it('are asked for at a new address once per period, whether the old one or the new one failed', async () => {
    const { source, asked, fails, set } = arrange();
    fails();
    await source.refresh(0);
    set({ url: 'https://other.example/', refreshSec: 60 });
    for (const nowMs of [5_000, 10_000, 15_000]) await source.refresh(nowMs);
    expect(asked).toEqual(['https://rates.example/latest.json', 'https://other.example/']);
  });

  it('are not asked for anew at each look, where the address changed to one that fails', async () => {
    const { source, asked, answers, fails, set } = arrange();
    answers({ USD: { EUR: 0.9 } });
    await source.refresh(0);
    fails();
    set({ url: 'https://other.example/', refreshSec: 60 });
    for (const nowMs of [5_000, 10_000, 15_000]) await source.refresh(nowMs);
    expect(asked).toHaveLength(2);
  });

  it('are fetched anew at once when the address changes, and are none without settings', async () => {
    const { source, asked, eur, answers, set } = arrange();
    answers({ USD: { EUR: 0.9 } });
    await source.refresh(0);
    set({ url: 'https://other.example/' });
    expect(eur(1)).toEqual([undefined, false]);
    await source.refresh(1);
    expect(asked).toEqual(['https://rates.example/latest.json', 'https://other.example/']);
    set(undefined);
    expect(eur(2)).toEqual([undefined, false]);
    expect(source.document(2)).toMatchObject({ active: false, source: '', lastUpdated: null, rates: {} });
  });
});

describe('a document from outside', () => {
  it('is taken within bounds of time and size, and without following redirects', async () => {
    const server = createServer((req, res) => {
      if (req.url === '/slow') return;
      if (req.url === '/moved') return void res.writeHead(302, { location: '/fine' }).end();
      if (req.url === '/missing') return void res.writeHead(404).end('{}');
      res.writeHead(200, { 'cache-control': 'public, max-age=90' });
      res.end(req.url === '/large' ? `"${'x'.repeat(2000)}"` : req.url === '/text' ? 'no' : '{"a":1}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const get = (path: string) => fetchDocument(`${base}${path}`, { timeoutMs: 300, bytesMax: 1000 });
    expect(await get('/fine')).toEqual({ ok: true, value: { a: 1 }, maxAgeSec: 90 });
    expect(await get('/large')).toEqual({ ok: false, why: 'larger than 1000 bytes' });
    expect(await get('/text')).toEqual({ ok: false, why: 'not JSON' });
    expect(await get('/missing')).toEqual({ ok: false, why: 'status 404' });
    for (const path of ['/slow', '/moved'])
      expect(await get(path)).toEqual({ ok: false, why: 'not reachable in time' });
    server.closeAllConnections();
    server.close();
  });
});

it('a fault while something is fetched ends nothing: what is due comes next time', async () => {
  const currency = { url: 'https://rates.example/latest.json', refreshSec: 60 };
  const snapshot = snapshotOf({ host: { currency } });
  let nowMs = 0;
  let isFaulty = true;
  const beside = createBeside({
    snapshots: { current: () => snapshot, subscribe: () => () => false },
    now: () => nowMs,
    async fetchDocument() {
      if (isFaulty) throw new Error('a slip');
      return { ok: true, value: { conversions: { USD: { EUR: 0.9 } } }, maxAgeSec: undefined };
    },
  });
  await beside.tend();
  expect(beside.sources.rates.current(nowMs).table).toBeUndefined();
  isFaulty = false;
  nowMs = 2 * MINUTE_MS;
  await beside.tend();
  expect(beside.sources.rates.current(nowMs).table?.get('USD')?.has('EUR')).toBe(true);
  await beside.close();
});
