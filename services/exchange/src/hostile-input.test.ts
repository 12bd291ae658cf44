import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from './testing/mock-bidder.ts';

const SPEC = new URL('../../../packages/openrtb/fixtures/spec-2.6/', import.meta.url);
const readJson = async (url: URL) => JSON.parse(await readFile(url, 'utf8'));
const examples = await Promise.all(
  (await readdir(SPEC)).map(async (name) => [name, await readJson(new URL(name, SPEC))] as const),
);
const page = await readJson(new URL('../fixtures/page-request.json', import.meta.url));
/** A request that uses all that Prebid's clients can say. */
const whole = await readJson(new URL('../fixtures/whole-request.json', import.meta.url));

/** Random requests a run makes; `npm run bench -- fuzz` makes 100,000. */
const RUNS = Number(process.env['JIANCHAT_FUZZ_RUNS'] ?? 2_000);

let rig: ExchangeRig;
let bidder: MockBidder;
beforeAll(async () => {
  bidder = await startMockBidder();
  const inventory = await readJson(new URL('../fixtures/inventory.json', import.meta.url));
  for (const known of inventory.bidders) known.endpoint = bidder.endpoint;
  for (const [, { request }] of examples) {
    const id = (request.site ?? request.app)?.publisher?.id;
    if (!inventory.accounts.some((account: { id: string }) => account.id === id))
      inventory.accounts.push({ id, name: 'An account of the examples' });
  }
  rig = await startExchangeRig({ snapshot: snapshotOf(inventory) });
});
afterAll(async () => {
  await rig.close();
  await bidder.close();
});

const OUTER = { ip: undefined, userAgent: undefined, referer: undefined, secGpc: false, dnt: false };
const auction = (request: unknown) =>
  rig.exchange.auction({ body: Buffer.from(JSON.stringify(request)), outer: OUTER });

describe('the examples of the OpenRTB 2.6 specification', () => {
  it('are there', () => expect(examples.length).toBeGreaterThan(0));

  it.each(examples)('%s is answered', async (_name, { request }) => {
    const answer = await auction(request);
    expect(answer.status, answer.body).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ id: request.id, seatbid: expect.any(Array) });
  });

  it.each(examples)('%s gets a no-bid where its publisher is no account', async (_name, { request }) => {
    const { site, app, ...rest } = structuredClone(request);
    for (const channel of [site, app]) if (channel) channel.publisher = { id: 'nobody' };
    const answer = await auction({ ...rest, ...(site && { site }), ...(app && { app }) });
    expect(answer.status, answer.body).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ id: request.id, seatbid: [], nbr: 7 });
  });
});

/** Puts a value at a place of a JSON document, or takes the place away. */
interface Mutation {
  readonly path: readonly number[];
  readonly value: unknown;
  readonly how: 'replace' | 'remove' | 'add';
}

function mutate(document: unknown, { path, value, how }: Mutation): unknown {
  const copy = structuredClone(document);
  let node: unknown = copy;
  for (let depth = 0; depth < path.length; depth++) {
    if (typeof node !== 'object' || node === null) break;
    const object = node as Record<string, unknown>;
    const keys = Object.keys(object);
    const key = keys[(path[depth] ?? 0) % Math.max(1, keys.length)];
    if (key === undefined) break;
    const child = object[key];
    if (depth < path.length - 1 && typeof child === 'object' && child !== null) {
      node = child;
      continue;
    }
    if (how === 'remove') delete object[key];
    else if (how === 'add') object[`${key}_`] = value;
    else object[key] = value;
    break;
  }
  return copy;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  path: fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
  value: fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('__proto__', '', -1, 1e308, Number.MAX_SAFE_INTEGER, [], {}, null, '</script>'),
  ),
  how: fc.constantFrom('replace' as const, 'remove' as const, 'add' as const),
});

/** All places of a JSON document. */
function* placesOf(node: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    yield [...path, key];
    yield* placesOf(child, [...path, key]);
  }
}

function withAt(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(node) ? [...node] : { ...(node as object) }) as Record<string, unknown>;
  copy[key] = withAt(copy[key], rest, value);
  return copy;
}

/** No text and no number can be made of it: whoever tries throws. */
const NO_TEXT = { toString: 1, valueOf: 1 };

it('a request with an object of which no text can be made, wherever it stands, is answered or refused', async () => {
  bidder.behave({ status: 204, delayMs: 0, text: '' });
  const floors = { data: { modelgroups: [{ schema: { fields: ['country'] }, values: { '*': 1 } }] } };
  const request = { ...whole, ext: { ...whole.ext, prebid: { ...whole.ext.prebid, floors } } };
  // No size lies between the largest and itself: it is said of which imp.
  const interstitial = { minwidthperc: 100, minheightperc: 100 };
  const tooSmall = {
    ...page,
    imp: [{ ...page.imp[0], instl: 1, banner: { format: [{ w: 9, h: 9 }] } }],
    device: { ...page.device, ext: { prebid: { interstitial } } },
  };
  const faulty: string[] = [];
  for (const seed of [request, tooSmall])
    for (const path of placesOf(seed)) {
      const { status } = await auction(withAt(seed, path, NO_TEXT)).catch(() => ({ status: 500 }));
      if (status !== 200 && status !== 400) faulty.push(path.join('.'));
    }
  expect(faulty).toEqual([]);
});

describe('random requests', () => {
  it('mutated from a real one are answered or refused, never a fault', async () => {
    const seeds = [page, whole, ...examples.map(([, { request }]) => request)];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(seeds.length - 1),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        async (at, mutations) => {
          const answer = await auction(
            mutations.reduce((document: unknown, m) => mutate(document, m), seeds[at]),
          );
          expect([200, 400], answer.body).toContain(answer.status);
          if (answer.status === 200) expect(() => JSON.parse(answer.body)).not.toThrow();
          else expect(answer.body.startsWith('Invalid request: ')).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('of any JSON are refused, never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect((await auction(value)).status).toBe(400);
      }),
      { numRuns: 500 },
    );
  });

  it('C2: never carry what is undeclared to a bidder, or back', async () => {
    const addressed = structuredClone(page);
    addressed.imp[0].ext.prebid.bidder = { 'dsp-a': {}, 'dsp-c': {} };
    const seeds = [addressed, whole];
    const paths = fc.array(fc.nat(30), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(fc.nat(seeds.length - 1), paths, async (at, path) => {
        bidder.behave({ status: 204, delayMs: 0, text: '' });
        const answer = await auction(mutate(seeds[at], { path, value: { CANARY: 'CANARY' }, how: 'add' }));
        expect(answer.body).not.toContain('CANARY');
        // Declared open subtrees may carry what the publisher puts there: they are part of the contract.
        const open = bidder.received.filter((text) => text.includes('CANARY'));
        for (const text of open) expect(canaryPlaces(JSON.parse(text))).toEqual([]);
      }),
      { numRuns: Math.ceil(RUNS / 10) },
    );
  });

  it('of the richest kind are sound as they are', async () => {
    bidder.behave({ status: 204, delayMs: 0, text: '' });
    const answer = await auction(whole);
    expect(answer.status, answer.body).toBe(200);
    expect(bidder.received).toHaveLength(5);
  });
});

/** Places of a canary outside `ext.data`, which the policy declares as open. */
function canaryPlaces(node: unknown, path = ''): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => {
    const here = `${path}.${key}`;
    if (here.includes('.ext.data.') || here.includes('.ext.bidder.')) return [];
    return key === 'CANARY' ? [here] : canaryPlaces(child, here);
  });
}
