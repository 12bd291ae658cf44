import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refreshFiles, type WantedFile } from './registry-files.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await startTestRecords();
}, 120_000);
afterAll(() => records?.stop());

it('a round ends in time where others answer slowly, and the next goes on with those that wait', async () => {
  const wanted = Array.from(
    { length: 10 },
    (_, at): WantedFile => ({ url: `https://slow-${at}.example/`, kind: 'sellersJson', read: () => ({}) }),
  );
  let nowMs = Date.UTC(2026, 10, 23);
  const fetched: string[] = [];
  const round = () =>
    refreshFiles(records.records.db, wanted, {
      now: () => nowMs,
      isEnding: () => false,
      fetchFile: async (url) => {
        nowMs += 60_000;
        fetched.push(url);
        return { ok: false, code: 'timeout' };
      },
    });
  await round();
  expect(fetched.length).toBeLessThan(5);
  await round();
  await round();
  await round();
  expect(new Set(fetched)).toEqual(new Set(wanted.map(({ url }) => url)));
});
