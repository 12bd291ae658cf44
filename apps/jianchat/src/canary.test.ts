import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LiveAuction } from '@jianchat/api-contract';
import { AD_ANSWER_FIELDS } from '@jianchat/auction';
import type { AuctionRecord } from '@jianchat/events';
import { unmapped } from '@jianchat/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicy } from './compose/policy.ts';
import { projectPath } from './settings/read-settings.ts';
import { requestAd, type SentEvent } from './testing/ad-traffic.ts';
import {
  collectedFields,
  createFieldFinder,
  leavesOf,
  recordedState,
  sharedFields,
} from './testing/allowed-fields.ts';
import { apiGet, runCommand, until } from './testing/api-client.ts';
import {
  CODES,
  CONTRACTS,
  type Code,
  canaryInventory,
  PERMITTED,
  showCounted,
} from './testing/canary-inventory.ts';
import { HEADERS, PLACES, type Place } from './testing/canary-places.ts';
import { apartFromChains, plantedInChains } from './testing/planted-chains.ts';
import { PLANTED, PLANTED_UNDECLARED, type PlantedRequest, plantRequest } from './testing/planted-request.ts';
import { findPlanted } from './testing/planted-search.ts';
import { type PlatformProcess, startPlatformProcess } from './testing/platform-process.ts';
import { type RecordingBidder, startRecordingBidder } from './testing/recording-bidder.ts';
import { type Door, routeDoors } from './testing/route-doors.ts';
import { readStoredData, storedTexts } from './testing/stored-data.ts';
import { filesIn } from './testing/stored-places.ts';
import { askAll, signIn } from './testing/told-to-readers.ts';

const policy = loadPolicy(projectPath('policy'));
const fieldOf = createFieldFinder(policy);
const bidders = new Map<Code, RecordingBidder>();
let dataFolder: string;
let platform: PlatformProcess;
let key: string;
const held: { readonly place: Place; readonly auction: string; readonly inChain: readonly string[] }[] = [];

beforeAll(async () => {
  for (const code of CODES) bidders.set(code, await startRecordingBidder());
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat canary '));
  const configuration = join(dataFolder, 'import.json');
  writeFileSync(configuration, JSON.stringify(canaryInventory((code) => bidders.get(code)?.endpoint)));
  platform = await startPlatformProcess({
    dataFolder: join(dataFolder, 'data'),
    args: ['--import', configuration],
    env: { JIANCHAT_LOG_LEVEL: 'trace' },
  });
  key = (await runCommand(join(dataFolder, 'data'), ['key', 'create', '--role', 'auditor'])).trim();
}, 60_000);

afterAll(async () => {
  await platform?.stop();
  for (const bidder of bidders.values()) bidder.close();
  if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
}, 60_000);

async function hold(place: Place): Promise<{ planted: PlantedRequest; admitted: unknown; auction: string }> {
  const { channel = 'site', given = {}, headers = {} } = place;
  const planted = plantRequest({
    channel,
    bidders: [...CODES, 'stranger'],
    given: {
      ...PLAIN_SIGNALS,
      ...controls(channel),
      ...given,
    },
  });
  for (const bidder of bidders.values()) bidder.take();
  const answer = await fetch(`${platform.url}/openrtb2/auction?cnryuquery=cnryuquery`, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: JSON.stringify(planted.request),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
  const body = JSON.parse(text) as { bidid: string; ext: { debug: { resolvedrequest: unknown } } };
  // What leaves in the answer is declared, member by member.
  expect(unmapped(body, AD_ANSWER_FIELDS)).toEqual([]);
  held.push({ place, auction: body.bidid, inChain: plantedInChains(planted.request) });
  return { planted, admitted: body.ext.debug.resolvedrequest, auction: body.bidid };
}

/** Members that steer the platform itself. */
const controls = (channel: string): Readonly<Record<string, unknown>> => ({
  tmax: 3_000,
  test: 0,
  cur: ['USD'],
  'imp.ext.prebid.storedrequest.id': PERMITTED.placement,
  'ext.prebid.storedrequest.id': 'press',
  'ext.prebid.debug': true,
  'ext.prebid.targeting.pricegranularity': 'med',
  'ext.prebid.targeting.mediatypepricegranularity': {},
  [`${channel}.publisher.ext.prebid.parentAccount`]: 'press',
  'user.ext.prebid.buyeruids': Object.fromEntries(
    [...CODES, 'stranger'].map((code) => [code, `cnrydbuyer-${code}`]),
  ),
  'user.buyeruid': undefined,
  // What would be refused, or would change the auction, if it were made up.
  'imp.native.request': '{"ver":"cnrydnative","assets":[{"id":1,"title":{"len":25}}]}',
  'device.ext.prebid.interstitial.minwidthperc': 50,
  'device.ext.prebid.interstitial.minheightperc': 50,
  'ext.prebid.storedauctionresponse': undefined,
  'imp.ext.prebid.storedauctionresponse': undefined,
  'imp.ext.prebid.storedbidresponse': undefined,
  'imp.instl': 0,
  bseat: undefined,
  'ext.prebid.aliases': { cnrydalias: 'rec-a' },
  'ext.prebid.aliasgvlids': { cnrydalias: 1001 },
  'ext.prebid.bidadjustmentfactors': { 'rec-a': 0.9 },
  'ext.prebid.currency.rates': { USD: { EUR: 0.731951 } },
});

/** Nothing is refused and no place is known. */
const PLAIN_SIGNALS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    ['coppa', 'gdpr', 'us_privacy', 'gpp', 'gpp_sid', 'gpc'].flatMap((name) => [
      [`regs.${name}`, undefined],
      [`regs.ext.${name}`, undefined],
    ]),
  ),
  'user.consent': undefined,
  'user.ext.consent': undefined,
  'user.ext.separate_consent': undefined,
  'user.ext.separate_consent_at': undefined,
  'device.dnt': 0,
  'device.lmt': 0,
  'device.ext.atts': 3,
  'device.os': 'android',
  'device.geo.country': undefined,
};

const live = (auction: string): Promise<LiveAuction> =>
  until(
    () => apiGet<LiveAuction>(platform.url, key, `/api/auctions/${auction}`).catch(() => undefined),
    (answer) => answer !== undefined,
  ) as Promise<LiveAuction>;

/** What bidders are told of the software that called: to the platform it is a control, to them a field of its own. */
const SOFTWARE = /^ext\.prebid\.(integration|channel|sdk)\b/;

/** Fields of the policy that values of a body belong to; throws where a value belongs to none. */
function fieldsIn(body: unknown): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const leaf of leavesOf(body)) {
    const field = SOFTWARE.test(leaf.path) ? 'callingSoftware' : fieldOf(leaf);
    if (field === undefined) throw new Error(`nothing declares ${leaf.path}`);
    fields.add(field);
  }
  return fields;
}

/** A bid request as the policy's paths have it: what the exchange moves for a recipient is moved back. */
function asAdmitted(text: string, code: Code): unknown {
  const { user, imp, ext, ...rest } = JSON.parse(text);
  // What the platform says of itself is nothing of the request.
  const { server, ...prebid } = ext?.prebid ?? {};
  expect(Object.keys(server)).toEqual(['externalurl']);
  const { buyeruid, ...person } = user ?? {};
  if (buyeruid !== undefined) expect(buyeruid).toBe(`cnrydbuyer-${code}`);
  const imps = imp.map(({ ext, ...slot }: { ext?: { bidder?: unknown } }) => {
    const { bidder, ...open } = ext ?? {};
    return {
      ...slot,
      ext: { ...open, ...(bidder !== undefined && { prebid: { bidder: { [code]: bidder } } }) },
    };
  });
  return {
    ...rest,
    ext: { ...ext, prebid },
    imp: imps,
    user: { ...person, ...(buyeruid !== undefined && { buyeruid }) },
  };
}

/** Fields that the planted request could show to a recipient at all. */
function plantedFields(planted: PlantedRequest): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const leaf of leavesOf(planted.request)) {
    const own =
      /^(ext\.prebid|imp\.ext\.prebid)\./.test(leaf.path) && !leaf.path.startsWith('imp.ext.prebid.bidder.');
    const field = SOFTWARE.test(leaf.path) ? 'callingSoftware' : own ? undefined : fieldOf(leaf);
    if (field === undefined) continue;
    fields.add(field);
    const coarse = policy.fieldById.get(policy.fields.find(({ name }) => name === field)?.coarse ?? -1);
    if (coarse !== undefined) fields.add(coarse.name);
  }
  return fields;
}

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort();

describe.each(PLACES)('$name', (place) => {
  it('C2 U1 S2: shows each recipient exactly what the policy permits, and says so', {
    timeout: 20_000,
  }, async () => {
    const { planted, admitted, auction } = await hold(place);
    const state = recordedState(policy, place);
    const there = plantedFields(planted);
    const told = await live(auction);
    expect(told.regime).toBe(place.regime);

    for (const code of CODES) {
      const calls = bidders.get(code)?.take() ?? [];
      expect(calls).toHaveLength(1);
      const [{ head, body } = { head: '', body: '' }] = calls;
      expect(head.match(PLANTED)).toBeNull();
      expect(body.match(PLANTED)?.length ?? 0).toBeGreaterThan(100);
      expect(body.match(PLANTED_UNDECLARED)).toEqual(place.fromHeaders ?? null);
      for (const other of [...CODES, 'stranger'].filter((name) => name !== code))
        expect(body).not.toContain(`cnrydbuyer-${other}`);

      const contract = policy.contracts.get(CONTRACTS[code]);
      if (contract === undefined) throw new Error(`no contract ${CONTRACTS[code]}`);
      const vendor = place.vendors?.[code] ?? 'as platform';
      const permitted = sharedFields(policy, contract, { state, vendor });
      const expected = sorted([...there].filter((field) => permitted.has(field)));
      expect(sorted(withCoarse(fieldsIn(asAdmitted(body, code))))).toEqual(expected);
      const disclosed = told.disclosures.find(({ recipient }) => recipient === code)?.fields ?? [];
      // No field more than was sent, and none less.
      expect(sorted(disclosed)).toEqual(expected);
    }

    const fates = collectedFields(policy, state);
    const entered = sorted(fieldsIn(admitted));
    expect(entered.filter((field) => fates.get(field) === 'dropped')).toEqual([]);
    expect(JSON.stringify(admitted).match(PLANTED_UNDECLARED)).toEqual(place.fromHeaders ?? null);
    for (const { field, fate } of told.fields) expect([field, fate]).toEqual([field, fates.get(field)]);
  });
});

/** A value in full brings its coarse form along. */
function withCoarse(fields: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(fields);
  for (const { name, coarse } of policy.fields) {
    const row = policy.fieldById.get(coarse);
    if (fields.has(name) && row !== undefined) all.add(row.name);
  }
  return all;
}

describe('afterwards', () => {
  it('C2 C3 K6: nothing planted stands anywhere, encoded or not, nor is anything undeclared told', {
    timeout: 60_000,
  }, async () => {
    const [event] = await requestAd(platform.url);
    if (event === undefined) throw new Error('the demo answered no ad');
    const taken = await fetch(`${platform.url}${event.path}?cnryu=cnryuquery`, { headers: HEADERS });
    const eventAnswer = `${JSON.stringify([...taken.headers])} ${await taken.text()}`;
    await until(
      () => apiGet<{ balances: unknown[] }>(platform.url, key, '/api/balances'),
      ({ balances }) => balances.length > 0,
    );
    await showCounted(platform.url);
    await knockAtOtherDoors();
    await until(
      () => apiGet<{ rows: { dimensions: object }[] }>(platform.url, key, reportPath()),
      ({ rows }) =>
        [PERMITTED.placement, PERMITTED.counted].every((name) => JSON.stringify(rows).includes(name)),
    );
    const cookie = await signIn(await platform.signInLink());
    const told = await askAll(
      platform.url,
      { key, cookie },
      {
        accounts: 'press',
        media: 'press-site',
        placements: PERMITTED.placement,
        bidders: 'rec-a',
        auctions: held.at(-1)?.auction ?? '',
        advertisers: 'demo-advertiser',
        orders: 'press-order',
        deals: 'press-deal',
        'line-items': event.claims.demand,
        delivery: event.claims.demand,
        creatives: event.claims.creative,
      },
    );
    await platform.stop();
    const stored = await readStoredData(join(dataFolder, 'data'));
    const { rest, inChains } = apartFromChains(stored);
    const texts: Readonly<Record<string, string>> = {
      ...storedTexts(rest),
      ...filesIn(join(dataFolder, 'data')),
      ...Object.fromEntries(told.map(({ path, text }) => [path, text])),
      'event answer': eventAnswer,
      'what was printed': platform.printed(),
    };

    // The search is no good if it doesn't find what may be there: each place first shows what it was permitted to hold.
    for (const [place, permitted] of permittedTexts(event))
      expect([place, texts[place]?.includes(permitted)]).toEqual([place, true]);
    const found = Object.entries(texts).map(([place, text]) => [place, findPlanted(text)]);
    expect(found.filter(([, values]) => values?.length !== 0)).toEqual([]);
    expect(inChains.length).toBeGreaterThan(0);
    expect(held.flatMap(({ inChain }) => inChain)).toEqual(expect.arrayContaining([...inChains]));
    expect(told.filter(({ undeclared }) => undeclared).map(({ path }) => path)).toEqual([]);

    for (const { place, auction } of held) {
      const entry = stored.log.find(({ text }) => text.includes(`"id":"${auction}"`));
      const record = JSON.parse(entry?.text ?? '{}') as AuctionRecord;
      const { regime, grants, floors } = record;
      expect([place.name, { regime, grants, floors }]).toEqual([place.name, recordedState(policy, place)]);
    }
  });
});

/** What each place was permitted to hold, and holds. */
const permittedTexts = (event: SentEvent): readonly (readonly [place: string, text: string])[] => [
  ['log', PERMITTED.placement],
  ['analytics', PERMITTED.placement],
  ['records', PERMITTED.account],
  ['records', event.claims.auction],
  ['hot', `spent/${event.claims.demand}/total`],
  // People were recognised, by hashes of the values that must not be found.
  ['hot', 'subject/of/'],
  // What they were shown was counted to them as persons, households and devices.
  ['hot', 'person/shown/'],
  ['hot', 'household/shown/'],
  ['hot', 'cap/of/'],
  ['snapshot/snapshot.json', PERMITTED.placement],
  ['ledger/checkpoint', '/ledger'],
  ['/ledger/checkpoint', '/ledger'],
  ['/api/accounts', PERMITTED.account],
  ['/api/export', PERMITTED.account],
  ['/api/auctions', PERMITTED.placement],
  ['/policy?lang=en', policy.controller],
  ['/policy?lang=zh', policy.controller],
  ['/policy.json', 'ipAddress'],
  ['/metrics', 'jianchat_auctions_total'],
  ['event answer', 'content-type'],
  ['what was printed', 'jianchat ready on'],
];

const reportPath = (): string => {
  const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  return `/api/reports/revenue?from=${from}&to=${to}&groupBy=placement`;
};

/** Planted values at every other door that takes something from a stranger; each door does what it does with strangers. */
async function knockAtOtherDoors(): Promise<void> {
  const claims = Buffer.from(JSON.stringify({ sub: 'cnrydsubject', iss: 'cnrydissuer' })).toString(
    'base64url',
  );
  const doors: readonly Door[] = [
    ...routeDoors({ account: 'press', storedRequest: 'press-amp' }),
    ['POST', '/dsr/delete', 'application/jwt', `${claims}.${claims}.${claims}`],
    ['POST', '/api/auth/sign-in/magic-link', 'application/json', '{"email":"cnrydmail@cnrydmail.example"}'],
    ['POST', '/api/import', 'application/json', '{"accounts":[{"id":"cnrydaccount"}]}'],
    ['PUT', '/api/accounts/cnrydaccount', 'application/json', '{"id":"cnrydaccount","diary":"cnryddiary"}'],
    ['GET', '/api/auctions/cnrydauction', '', ''],
    ['GET', '/api/auth/magic-link/verify?token=cnrydtoken', '', ''],
    ['GET', '/e/icnrydtoken.cnrydsignature', '', ''],
    ['GET', '/c/ccnrydtoken.cnrydsignature', '', ''],
    ['POST', '/openrtb2/auction', 'application/json', '{"id":"cnrydrequest","imp":"cnrydimp"}'],
    ['GET', '/policy?lang=cnrydlanguage', '', ''],
    ['GET', '/cnrydpath', '', ''],
  ];
  for (const [method, path, type, body] of doors) {
    const headers = { ...HEADERS, ...(type && { 'content-type': type }) };
    const init = { method, headers, redirect: 'manual' as const };
    const answer = await fetch(platform.url + path, body === '' ? init : { ...init, body });
    await answer.arrayBuffer();
    expect([path, answer.status < 500]).toEqual([path, true]);
    // One auction is really held.
    if (path.includes('tag_id=press-amp')) expect(answer.status).toBe(200);
  }
}
