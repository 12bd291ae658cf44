import { convertingClaims } from '@jianchat/events/testing';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookLineItem } from '../testing/book-line-item.ts';
import { sampleConversion } from '../testing/sample-records.ts';
import { noteKeyUse } from './note-key-use.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await startTestRecords();
}, 120_000);
afterAll(() => records?.stop());

it('keeps the last day on which a key was used, and goes never back', async () => {
  const { db } = records.records;
  await bookLineItem(db, { id: 'line-1' });
  const keyOf = (digit: string) => ({ id: digit.repeat(16), secret_sha256: digit.repeat(64) });
  for (const digit of ['a', 'b'])
    await db
      .insertInto('conversion_keys')
      .values({ ...keyOf(digit), advertiser_id: 'adv-1', use: 'server', created_on: '2026-11-01' })
      .execute();
  const use = (day: number) => ({
    offset: day,
    record: sampleConversion(
      convertingClaims(),
      { key: 'a'.repeat(16) },
      { atMs: Date.UTC(2026, 10, day, 9) },
    ),
  });
  await noteKeyUse(db, [use(3), use(5), use(4), { offset: 9, record: sampleConversion(convertingClaims()) }]);
  await noteKeyUse(db, [use(2)]);
  const rows = await db.selectFrom('conversion_keys').select('last_used_on').orderBy('id').execute();
  expect(rows.map((row) => row.last_used_on)).toEqual(['2026-11-05', null]);
});
