import { convertingClaims, SAMPLE_TERMS, sampleClaims } from '@jianchat/events/testing';
import { migrateRecords } from '@jianchat/records';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookLineItem } from '../testing/book-line-item.ts';
import { sampleConversion, sampleEvent } from '../testing/sample-records.ts';
import { countBatch } from './count-events.ts';

let records: TestRecords;
beforeAll(async () => {
  // Its own migrations: they hold the gate.
  records = await startTestRecords({ migrated: false });
  await migrateRecords(records.records.db);
}, 120_000);
afterAll(() => records?.stop());

const at = (offset: number, auction: string) => ({ offset, record: sampleEvent(sampleClaims({ auction })) });
const offsets = async (events: Parameters<typeof countBatch>[1]) =>
  (await countBatch(records.records.db, events)).map(({ offset }) => offset);

it('U7: an event is counted once: not again in its batch, in a later one, or in two at the same time', async () => {
  expect(await offsets([at(0, 'a'), at(1, 'b'), at(2, 'a')])).toEqual([0, 1]);
  expect(await offsets([at(3, 'b'), at(4, 'c')])).toEqual([4]);
  const both = await Promise.all([offsets([at(5, 'd')]), offsets([at(6, 'd')])]);
  expect(both.flat()).toHaveLength(1);
});

it('U7: each ad of a break is counted, and each of them once', async () => {
  const ad = (podAd: number) => sampleEvent(sampleClaims({ auction: 'break', podAd }));
  const shown = [1, 2, 1].map((podAd, place) => ({ offset: 20 + place, record: ad(podAd) }));
  expect(await offsets(shown)).toEqual([20, 21]);
});

it('U7: of an ad every order counts that a server tells, and one of each kind where the line item or a page’s key says so', async () => {
  const { db } = records.records;
  await bookLineItem(db, {
    id: 'one',
    terms: { cost: { model: 'cpa', conversionMicros: 5, counting: 'one' } },
  });
  await bookLineItem(db, {
    id: 'every',
    terms: { cost: { model: 'cpa', conversionMicros: 5, counting: 'every' } },
  });
  let offset = 100;
  const clicked = (demand: string, auction = `of-${demand}-${offset}`) => {
    const claims = convertingClaims({ auction, demand });
    return { claims, click: { offset: offset++, record: sampleEvent(claims, 'click') } };
  };
  const told = ({ claims }: ReturnType<typeof clicked>, order: string, change: object = {}) => ({
    offset: offset++,
    record: sampleConversion(claims, { order, ...change }),
  });
  const orders = async (demand: string, change: object = {}) => {
    const ad = clicked(demand);
    const [first, second] = [
      told(ad, `${demand}-${offset}`, change),
      told(ad, `${demand}-${offset}`, change),
    ];
    const counted = await offsets([ad.click, first, second]);
    return [...counted.slice(1), ...(await offsets([told(ad, `${demand}-${offset}`, change)]))].length;
  };
  const page = { use: 'page' };
  expect([await orders('unsaid'), await orders('unsaid', page)]).toEqual([3, 1]);
  expect([await orders('one'), await orders('every', page)]).toEqual([1, 3]);
  // One of each kind; the same order by another click takes nothing from it.
  const ad = clicked('one');
  const lead = told(ad, 'lead', { kind: 'lead' });
  const bought = told(ad, 'bought');
  expect(await offsets([ad.click, lead, bought])).toEqual([ad.click.offset, lead.offset, bought.offset]);
  const other = clicked('one');
  expect(await offsets([other.click, told(other, 'bought')])).toEqual([other.click.offset]);
  const own = told(other, 'another');
  expect(await offsets([own, told(other, 'third')])).toEqual([own.offset]);
});

it('U7: a conversion is counted where its click was, before it or beside it, and once for each order', async () => {
  const claims = convertingClaims({ auction: 'clicked' });
  const late = convertingClaims({ auction: 'clicked-later' });
  const seen = convertingClaims({ auction: 'seen', conversion: { ...SAMPLE_TERMS, viewHours: 1 } });
  const unclicked = convertingClaims({ auction: 'unclicked' });
  const order = { order: 'order-1' };
  const click = { offset: 30, record: sampleEvent(claims, 'click') };
  const first = { offset: 31, record: sampleConversion(claims, order) };
  expect(await offsets([click, first])).toEqual([30, 31]);
  const again = { offset: 33, record: sampleConversion(late, order) };
  expect(await offsets([{ offset: 32, record: sampleEvent(late, 'click') }, again])).toEqual([32]);
  expect(await offsets([{ offset: 34, record: sampleConversion(claims) }])).toEqual([34]);
  expect(await offsets([{ offset: 35, record: sampleConversion(unclicked) }])).toEqual([]);
  // A display is no viewable view, and neither is a click.
  const after = (offset: number, seenAs: 'impression' | 'viewable') => ({
    offset,
    record: sampleConversion(seen, { seenAs }),
  });
  expect(await offsets([{ offset: 36, record: sampleEvent(seen) }, after(37, 'viewable')])).toEqual([36]);
  expect(await offsets([after(38, 'impression'), after(39, 'impression')])).toEqual([38]);
});
