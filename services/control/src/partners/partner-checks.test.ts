import { encodeRecord, TOPIC } from '@jianchat/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleImport } from '../testing/sample-import.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';
import type { FetchedFile } from './registry-files.ts';

const LIST = 'https://vendors.example/vendor-list.json';
const SELLERS = 'https://exchange.example/sellers.json';
const ADS = 'https://paper.example/ads.txt';
const HOUR_MS = 3_600_000;

let stores: TestStores;
let test: TestControl;
let operator: string;
const files = new Map<string, FetchedFile>();
const fetched: string[] = [];

const json = (value: unknown): FetchedFile => ({ ok: true, content: JSON.stringify(value) });
const vendor = { purposes: [1, 2, 4, 7], legIntPurposes: [], specialFeatures: [1] };
const list = (more: object = {}) => json({ vendorListVersion: 1, vendors: { 1001: { ...vendor, ...more } } });
const seller = { domain: 'exchange.example', id: 'ours-1', relationship: 'RESELLER' as const };

const configuration = {
  ...sampleImport,
  host: { schainNode: { asi: 'jianchat.example', sid: 'host' }, vendorListUrl: LIST },
  accounts: [
    { id: 'press', name: 'Press', settings: { seller: { name: 'Press', domain: 'press.example' } } },
  ],
  media: [{ id: 'paper', account: 'press', kind: 'site' as const, domain: 'paper.example' }],
  // Those of the sample name bidders that are not here.
  deals: [],
  bidders: [
    {
      id: 'dsp',
      endpoint: 'http://127.0.0.1:9/',
      contract: 'demo-dsp-a',
      gvlId: 1001,
      settings: { seller },
    },
  ],
};

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores, {
    partnerChecksMs: 20,
    fetchFile: async (url) => {
      fetched.push(url);
      return files.get(url) ?? { ok: false, code: 'status.404' };
    },
  });
  files.set(LIST, list());
  files.set(SELLERS, json({ sellers: [{ seller_id: 'ours-1', seller_type: 'INTERMEDIARY' }] }));
  files.set(ADS, { ok: true, content: 'jianchat.example, host, DIRECT\nOWNERDOMAIN=press.example' });
  const outcome = await test.control.importConfiguration(configuration);
  expect(outcome).toMatchObject({ ok: true });
  operator = await test.bearer('operator');
  await vi.waitFor(async () => expect((await states()).partners).toHaveLength(1), { timeout: 10_000 });
}, 120_000);
afterAll(async () => {
  await test?.control.stop();
  await stores?.stop();
});
let started = 0;
beforeEach(() => {
  started = fetched.length;
  test.clock.nowMs += 30 * HOUR_MS;
});

interface States {
  readonly partners: readonly { bidder: string; state: string; reasons: string[]; since: string }[];
  readonly media: readonly object[];
  readonly chains: readonly object[];
}
const call = (method: 'GET' | 'POST', url: string) =>
  test.control.app.inject({ method, url, headers: { authorization: operator } });
const states = async (): Promise<States> => (await call('GET', '/api/partners')).json();
const stands = (state: string, reasons: readonly string[]) =>
  vi.waitFor(
    async () => expect((await states()).partners).toMatchObject([{ bidder: 'dsp', state, reasons }]),
    { timeout: 10_000 },
  );
const paused = (ids: readonly string[]) =>
  vi.waitFor(() => expect(test.snapshots.at(-1)?.pausedBidders).toEqual(ids), { timeout: 10_000 });

describe('S2 S8: a bidder', () => {
  it('that is what its contract was made on is asked', async () => {
    await stands('matches', []);
    await paused([]);
  });

  it('whose vendor declares less is paused for everybody who asks, and resumes by itself when it matches again', async () => {
    files.set(LIST, list({ purposes: [2] }));
    await stands('paused', ['vendor.purposes']);
    await paused(['dsp']);
    expect(test.lines).toContainEqual(
      expect.objectContaining({
        event: 'partner.paused',
        detail: expect.objectContaining({ bidder: 'dsp' }),
      }),
    );
    files.set(LIST, list());
    test.clock.nowMs += 30 * HOUR_MS;
    await stands('matches', []);
    await paused([]);
  });

  it('resumes by an operator’s decision, which holds for what it was made about', async () => {
    files.set(SELLERS, json({ sellers: [] }));
    await stands('paused', ['seller.unlisted']);
    expect((await call('POST', '/api/partners/dsp/allow')).json()).toMatchObject({ state: 'allowed' });
    expect((await call('POST', '/api/partners/dsp/allow')).statusCode).toBe(404);
    await paused([]);
    test.clock.nowMs += 30 * HOUR_MS;
    await stands('allowed', ['seller.unlisted']);
    files.set(LIST, list({ deletedDate: '2026-01-01T00:00:00Z' }));
    test.clock.nowMs += 30 * HOUR_MS;
    await stands('paused', ['vendor.deleted', 'seller.unlisted']);
    files.set(LIST, list());
    files.set(SELLERS, json({ sellers: [{ seller_id: 'ours-1', seller_type: 'BOTH' }] }));
    test.clock.nowMs += 30 * HOUR_MS;
    await stands('matches', []);
  });

  it('is not accused by a file that cannot be read, and what was read before still counts', async () => {
    files.set(LIST, list({ purposes: [2] }));
    await stands('paused', ['vendor.purposes']);
    files.set(LIST, { ok: false, code: 'timeout' });
    files.set(SELLERS, { ok: true, content: '<html>' });
    test.clock.nowMs += 30 * HOUR_MS;
    const before = fetched.length;
    await vi.waitFor(() => expect(fetched.length).toBeGreaterThanOrEqual(before + 3), { timeout: 10_000 });
    await stands('paused', ['vendor.purposes']);
    files.set(LIST, list());
    test.clock.nowMs += 30 * HOUR_MS;
    await stands('matches', []);
  });
});

describe('a round', () => {
  it('ends with the service, whatever is still being fetched, and begins no more', async () => {
    const never = new Promise<FetchedFile>(() => {});
    let asked = 0;
    const other = await startTestControl(stores, {
      partnerChecksMs: 10,
      fetchFile: (url) => {
        asked += 1;
        return url === LIST ? broken : never;
      },
    });
    let breakOff: (file: FetchedFile) => void = () => {};
    const broken = new Promise<FetchedFile>((resolve) => {
      breakOff = resolve;
    });
    other.clock.nowMs = test.clock.nowMs + 60 * HOUR_MS;
    await vi.waitFor(() => expect(asked).toBe(1), { timeout: 10_000 });
    const stopping = other.control.stop();
    breakOff({ ok: false, code: 'network.UND_ERR_DESTROYED' });
    await stopping;
    expect(asked).toBe(1);
    const row = await stores.records.records.db
      .selectFrom('registry_files')
      .select('outcome')
      .where('url', '=', LIST)
      .executeTakeFirst();
    expect(row?.outcome).toBe('read');
  });
});

describe('the supply side', () => {
  it('K6: asks for each file once a day, whatever the number of rounds', async () => {
    // `beforeEach` moved the clock on by more than a day, so each is due once.
    await vi.waitFor(() => expect(fetched.length).toBeGreaterThanOrEqual(started + 3), { timeout: 10_000 });
    const { length } = fetched;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(fetched).toHaveLength(length);
    expect(fetched.slice(-3).toSorted()).toEqual([SELLERS, ADS, LIST].toSorted());
  });

  it('S8: says whether the owner of a media lets us sell it', async () => {
    await vi.waitFor(
      async () =>
        expect((await states()).media).toEqual([
          {
            media: 'paper',
            url: ADS,
            outcome: 'read',
            authorises: true,
            effect: 'none',
            line: null,
            ownerDomain: 'press.example',
            managerDomain: null,
            sellerMatches: true,
          },
        ]),
      { timeout: 10_000 },
    );
  });

  it('S8: names the line that is missing, and tells the exchange of media that may not be sold', async () => {
    files.set(ADS, { ok: true, content: 'other.example, 1, DIRECT' });
    test.clock.nowMs += 30 * HOUR_MS;
    await vi.waitFor(
      async () =>
        expect((await states()).media).toMatchObject([
          {
            authorises: false,
            effect: 'reported',
            line: 'jianchat.example, host, DIRECT',
            sellerMatches: false,
          },
        ]),
      { timeout: 10_000 },
    );
    await vi.waitFor(() => expect(test.snapshots.at(-1)?.unauthorisedMedia).toEqual(['paper']), {
      timeout: 10_000,
    });
    files.set(ADS, { ok: true, content: 'jianchat.example, host, DIRECT\nOWNERDOMAIN=press.example' });
    test.clock.nowMs += 30 * HOUR_MS;
    await vi.waitFor(() => expect(test.snapshots.at(-1)?.unauthorisedMedia).toEqual([]), { timeout: 10_000 });
  });

  it('S8: holds supply chains against the files of their systems, and tells the exchange which are untrue', async () => {
    const hash = 'a'.repeat(64);
    const record = {
      v: 1 as const,
      atMs: test.clock.nowMs,
      hash,
      complete: true,
      nodes: [
        { asi: 'first.example', sid: 'p-1' },
        { asi: 'exchange.example', sid: 'nobody' },
      ],
    };
    files.set(SELLERS, json({ sellers: [{ seller_id: 'ours-1', seller_type: 'INTERMEDIARY' }] }));
    files.set(
      'https://first.example/sellers.json',
      json({ sellers: [{ seller_id: 'p-1', seller_type: 'PUBLISHER', is_confidential: 1 }] }),
    );
    await stores.log.append(TOPIC.chains, { key: hash, value: encodeRecord(record) }, { nowMs: record.atMs });
    const taken = () => stores.records.records.db.selectFrom('supply_chains').select('hash').execute();
    await vi.waitFor(async () => expect(await taken()).toEqual([{ hash }]), { timeout: 10_000 });
    test.clock.nowMs += 30 * HOUR_MS;
    await vi.waitFor(() => expect(test.snapshots.at(-1)?.untrueChains).toEqual({ [hash]: 'node.unlisted' }), {
      timeout: 10_000,
    });
    expect((await states()).chains).toEqual([
      {
        nodes: ['first.example p-1', 'exchange.example nobody'],
        complete: true,
        reasons: ['node.unlisted'],
        seenAt: expect.any(String),
      },
    ]);
    // Nobody sends it any more.
    test.clock.nowMs += 40 * 24 * HOUR_MS;
    await vi.waitFor(() => expect(test.snapshots.at(-1)?.untrueChains).toEqual({}), { timeout: 10_000 });
  });

  it('P1 S8: names in sellers.json whoever said so, and gives the lines that make others’ files agree', async () => {
    await paused([]);
    const file = await test.control.app.inject({ url: '/sellers.json' });
    expect(file.json()).toEqual({
      version: '1.0',
      sellers: [
        { seller_id: 'host', seller_type: 'INTERMEDIARY', is_confidential: 1 },
        { seller_id: 'press', seller_type: 'PUBLISHER', name: 'Press', domain: 'press.example' },
      ],
    });
    const lines = await test.control.app.inject({ url: '/ads.txt' });
    expect(lines.body).toBe('jianchat.example, host, DIRECT\nexchange.example, ours-1, RESELLER\n');
  });
});
