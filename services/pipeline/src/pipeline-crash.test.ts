import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type EventClaims, type EventRecord, eventIdOf, kindBits, TOPIC } from '@jianchat/events';
import { SAMPLE_TERMS, sampleClaims } from '@jianchat/events/testing';
import { spentTotalKey } from '@jianchat/hot';
import { readPolicy } from '@jianchat/policy/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createPipeline } from './index.ts';
import { chargeOf } from './stages/charge.ts';
import { isValid } from './stages/verdict.ts';
import { bookLineItem } from './testing/book-line-item.ts';
import { keepUnder } from './testing/keep-under.ts';
import { messageOf, sampleConversion, sampleEvent } from './testing/sample-records.ts';
import { isThrough, readBooks, startTestStores, type TestStores } from './testing/test-stores.ts';

const KILLS = 6;
/** Micros: reached in the middle of what happens. */
const BUDGETS: Readonly<Record<string, number>> = {
  'line-1': 3_000_017,
  'line-4': 9_000_003,
  'flat-1': 8_000_011,
};
const DAY_MS = 86_400_000;
const policy = readPolicy();
const childFile = fileURLToPath(new URL('./testing/pipeline-child.ts', import.meta.url));
let stores: TestStores;

beforeAll(async () => {
  stores = await startTestStores();
  for (const [id, totalMicros] of Object.entries(BUDGETS))
    await bookLineItem(stores.records.db, { id, totalMicros });
}, 120_000);
afterAll(() => stores.stop());

const startChild = (): ChildProcess =>
  spawn(process.execPath, [childFile, JSON.stringify(stores.addresses)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Of twenty events, which belong to the ad of another, so many before: two come again, a click and a display convert. */
const SAME_AD: Readonly<Record<number, number>> = { 6: 1, 8: 4, 9: 1, 19: 1 };

/** Events of every sort; each tenth comes twice, as from a log that has forgotten its keys. */
function eventsOf(round: number): EventRecord[] {
  const nowMs = Date.now();
  return Array.from({ length: 1500 }, (_, n) => {
    const claims = sampleClaims({
      auction: `round-${round}-${n - (SAME_AD[n % 20] ?? 0)}`,
      atMs: nowMs - 5000,
      demandKind: n % 3 === 0 ? 'openrtb' : 'direct',
      demand: n % 3 === 0 ? 'bidder-1' : `line-${n % 7}`,
      priceCpmMicros: 1_000_000 + ((n * 7919) % 999_983),
      account: `account-${n % 4}`,
      policyVersion: policy.version,
      kinds: kindBits(['impression', 'click', 'win', 'conversion']),
      conversion: { ...SAMPLE_TERMS, micros: 700_000 + n, viewHours: 1, viewsCount: true },
    });
    if (n % 20 === 7) return flatImpression(claims, { round, n });
    if (n % 20 === 8) return sampleConversion(claims, { seenAs: 'impression' }, { atMs: nowMs });
    if (n % 20 === 6) return sampleConversion(claims, {}, { atMs: nowMs });
    return sampleEvent(claims, n % 20 === 5 ? 'click' : 'impression', { declaredRobot: n % 31 === 0 });
  });
}

/** Of a price by the day that changes from round to round: some today, which is not over, some of days long past. */
function flatImpression(claims: EventClaims, { round, n }: { round: number; n: number }): EventRecord {
  return sampleEvent({
    ...claims,
    atMs: claims.atMs - ((n / 20) % 3 < 1 ? 0 : 3 + (Math.floor(n / 20) % 2)) * DAY_MS,
    demandKind: 'direct',
    demand: `flat-${Math.floor(n / 20) % 2}`,
    placement: `place-${n % 3}`,
    priceCpmMicros: 0,
    dayMicros: 5_000_003 + round,
  });
}

it(`charges each event and each day once and no budget beyond its end, killed ${KILLS} times at work`, {
  timeout: 120_000,
}, async () => {
  const sent: EventRecord[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    const child = startChild();
    await once(child.stdout ?? child, 'data');
    const events = eventsOf(round);
    const appends = events.map(async (event, n) => {
      // A conversion comes after its click.
      await sleep(n / 10 + (event.kind === 'conversion' ? 40 : 0));
      await stores.log.append(TOPIC.events, { ...messageOf(event), key: '' }, { nowMs: Date.now() });
    });
    sent.push(...events);
    // A different moment each time: early, in the thick of it, near the end.
    await sleep(20 + round * 45);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await Promise.all(appends);
  }

  const atTheKill = await readBooks(stores);
  const ends = { events: await stores.log.end(TOPIC.events), auctions: 0 };
  expect(ends.events).toBe(sent.length);
  const pipeline = createPipeline({
    ...stores,
    keep: keepUnder(readPolicy()),
    now: Date.now,
    analyticsIntervalMs: 5,
  });
  pipeline.start();
  await vi.waitFor(() => expect(isThrough(pipeline.state(), ends)).toBe(true), { timeout: 60_000 });
  await vi.waitFor(async () =>
    expect(await feesToTell()).toBe(pipeline.state().consumers['analytics.fees'].nextOffset),
  );
  await pipeline.stop();
  // Otherwise the children had done nothing, or everything, before they were killed.
  expect(atTheKill.countedEvents).toBeGreaterThan(0);

  const firsts = new Map<string, EventRecord>();
  for (const event of await eventsInLogOrder())
    if (isValid(event) && !firsts.has(event.id)) firsts.set(event.id, event);
  const counted = [...firsts.values()].filter(
    ({ claims, conversion }) =>
      conversion === undefined || firsts.has(eventIdOf(claims, conversion.seenAs ?? 'click')),
  );
  const conversions = counted.filter(({ kind }) => kind === 'conversion');
  const viewed = conversions.filter(({ conversion }) => conversion?.seenAs !== undefined);
  // Robots' clicks and displays are not counted, and so nothing is attributed to them.
  expect(viewed.length).toBeGreaterThan(0);
  expect(conversions.length).toBeGreaterThan(viewed.length);
  expect(conversions.length).toBeLessThan(
    [...firsts.values()].filter(({ kind }) => kind === 'conversion').length,
  );
  const charged = chargesOf(counted);
  const days = await daysDealt(counted);
  expect(charged.some(({ charge }) => charge.unchargedMicros > 0)).toBe(true);
  const sum = (of: (charged: Charged) => number) => charged.reduce((total, each) => total + of(each), 0);
  const direct = sum((each) => (isDirect(each.event) ? each.charge.chargeMicros : 0));
  expect(await readBooks(stores)).toEqual({
    countedEvents: counted.length,
    spendMicros: direct + days.chargedMicros,
    balances: {
      advertiser_prepaid: direct + days.chargedMicros,
      fees_to_deal: days.dealtMicros - days.chargedMicros,
      bidder_receivable: sum((each) => (isDirect(each.event) ? 0 : each.charge.chargeMicros)),
      media_payable: -sum(({ charge }) => charge.mediaMicros) - days.mediaMicros,
      platform_revenue: -sum(({ charge }) => charge.platformMicros) - days.dealtMicros + days.mediaMicros,
    },
  });

  const today = { fromMs: Date.now() - 6 * DAY_MS, toMs: Date.now() + 86_400_000 };
  const [report] = await stores.analytics.report({ ...today, groupBy: [] });
  expect(report).toMatchObject({
    impressions: counted.filter((event) => event.kind === 'impression').length,
    clicks: counted.filter((event) => event.kind === 'click').length,
    conversions: conversions.length - viewed.length,
    viewConversions: viewed.length,
    unverifiedConversions: 0,
    valueMicros: conversions.length * 30_000_000,
    chargeMicros: sum(({ charge }) => charge.chargeMicros) + days.dealtMicros,
    mediaMicros: sum(({ charge }) => charge.mediaMicros) + days.mediaMicros,
    unchargedMicros: sum(({ charge }) => charge.unchargedMicros) + days.unchargedMicros,
  });
  for (let line = 0; line < 7; line += 1) {
    const id = `line-${line}`;
    const spent = sum(({ event, charge }) => (isOf(event, id) ? charge.chargeMicros : 0));
    expect(stores.hot.readNumber(spentTotalKey(id))).toBe(BUDGETS[id] ?? spent);
    expect(spent).toBeLessThanOrEqual(BUDGETS[id] ?? spent);
  }
  await expectJournalsToFollow(ends.events);
});

const isDirect = (event: EventRecord) => event.claims.demandKind === 'direct';
const isOf = (event: EventRecord, lineItem: string) => isDirect(event) && event.claims.demand === lineItem;

interface Charged {
  readonly event: EventRecord;
  readonly charge: ReturnType<typeof chargeOf>;
}

/** What events cost in log order, while their line item's budget lasts. */
function chargesOf(counted: readonly EventRecord[]): readonly Charged[] {
  const left = { ...BUDGETS };
  return counted.map((event) => {
    const whole = chargeOf(event);
    const { demand } = event.claims;
    const budget = isDirect(event) ? left[demand] : undefined;
    if (budget === undefined) return { event, charge: whole };
    const paid = Math.min(budget, whole.chargeMicros);
    left[demand] = budget - paid;
    return { event, charge: chargeOf(event, whole.chargeMicros - paid) };
  });
}

/** How many shares analytics has to be told of; undefined while a day waits that is over. */
async function feesToTell(): Promise<number | undefined> {
  const { rows } = await sql<{ told: number; waiting: number }>`
    select (select count(*)::int8 from line_item_places where fee_offset is not null) as told,
      (select count(*)::int8 from line_item_days where dealt_at is null and closes_at < now()) as waiting`.execute(
    stores.records.db,
  );
  return rows[0]?.waiting === 0 ? rows[0].told : undefined;
}

/** What days cost by the first impression of each that was counted, held against what stands in the books for them and their shares. */
async function daysDealt(counted: readonly EventRecord[]) {
  const left = { ...BUDGETS };
  const due = new Map<string, { charged: number; uncharged: number }>();
  for (const { claims } of counted) {
    const key = `${claims.demand} ${new Date(claims.atMs).toISOString().slice(0, 10)}`;
    if (claims.dayMicros === undefined || due.has(key)) continue;
    const budget = left[claims.demand] ?? claims.dayMicros;
    const charged = Math.min(budget, claims.dayMicros);
    left[claims.demand] = (left[claims.demand] ?? Number.POSITIVE_INFINITY) - charged;
    due.set(key, { charged, uncharged: claims.dayMicros - charged });
  }
  const { rows } = await sql<
    Record<'charged' | 'uncharged' | 'shared' | 'unpaid' | 'media', number> & { key: string; dealt: boolean }
  >`
    select d.line_item || ' ' || d.day as key, d.charged_micros as charged, d.uncharged_micros as uncharged,
      d.dealt_at is not null as dealt, sum(p.charged_micros)::int8 as shared, sum(p.uncharged_micros)::int8 as unpaid,
      sum(p.media_micros)::int8 as media
    from line_item_days d join line_item_places p using (line_item, day) group by d.line_item, d.day`.execute(
    stores.records.db,
  );
  expect(new Map(rows.map(({ key, charged, uncharged }) => [key, { charged, uncharged }]))).toEqual(due);
  expect(new Set(rows.map(({ dealt }) => dealt)).size).toBe(2);
  for (const { dealt, charged, uncharged, shared, unpaid } of rows)
    expect([shared, unpaid]).toEqual(dealt ? [charged, uncharged] : [0, 0]);
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    chargedMicros: sum(({ charged }) => charged),
    dealtMicros: sum(({ shared }) => shared),
    mediaMicros: sum(({ media }) => media),
    unchargedMicros: sum(({ unpaid }) => unpaid),
  };
}

async function eventsInLogOrder(): Promise<EventRecord[]> {
  const entries = await stores.log.read(TOPIC.events, { from: 0, limit: 1_000_000 });
  return entries.map(({ value }): EventRecord => JSON.parse(Buffer.from(value).toString()));
}

/** Journals account for each stretch of the log at most once; a batch that charged nothing has none. */
async function expectJournalsToFollow(end: number): Promise<void> {
  const { rows } = await sql<{ from_offset: number; to_offset: number }>`
    select from_offset, to_offset from journals where source = 'events' order by from_offset`.execute(
    stores.records.db,
  );
  let next = 0;
  for (const journal of rows) {
    expect(journal.from_offset).toBeGreaterThanOrEqual(next);
    expect(journal.to_offset).toBeGreaterThan(journal.from_offset);
    next = journal.to_offset;
  }
  expect(next).toBeLessThanOrEqual(end);
  expect(rows.length).toBeGreaterThan(KILLS / 2);
}
