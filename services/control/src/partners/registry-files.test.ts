import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { knownFiles, refreshFiles, type WantedFile } from './registry-files.ts';

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

it('K2: a file that holds what no store takes is read without it, and those behind it are read', async () => {
  const odd = { name: `a${'\0'}b${'\ud800'}`, sellers: { [`x${'\0'}`]: { domain: '\udc00' } } };
  const wanted: readonly WantedFile[] = [
    { url: 'https://odd.example/', kind: 'sellersJson', read: () => odd },
    { url: 'https://sound.example/', kind: 'sellersJson', read: () => ({ sound: true }) },
  ];
  await refreshFiles(records.records.db, wanted, {
    now: () => Date.UTC(2026, 10, 24),
    isEnding: () => false,
    fetchFile: async () => ({ ok: true, content: '' }),
  });
  const found = [...(await knownFiles(records.records.db)).values()].map((file) => file.found);
  expect(found).toEqual([{ name: 'ab\ufffd', sellers: { x: { domain: '\ufffd' } } }, { sound: true }]);
});
