import { sampleClaims } from '@jianchat/events/testing';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleEvent } from '../testing/sample-records.ts';
import { countBatch } from './count-events.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await startTestRecords();
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
