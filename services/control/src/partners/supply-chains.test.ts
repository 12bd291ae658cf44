import { encodeRecord } from '@jianchat/events';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keptChains, readChain, takeChains } from './supply-chains.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await startTestRecords();
}, 120_000);
afterAll(() => records?.stop());

const record = (letter: string, sid: string) =>
  encodeRecord({
    v: 1,
    atMs: Date.UTC(2026, 10, 23),
    hash: letter.repeat(64),
    complete: true,
    nodes: [{ asi: 'first.example', sid }],
  });

it('K2: a chain that holds what no store takes does not stop those behind it', async () => {
  const { db } = records.records;
  for (const bytes of [record('a', 'p\0'), record('b', 'p-\ud800'), record('c', '\\u0000'), record('d', 'p')])
    await takeChains(db, [readChain(bytes) ?? []].flat());
  const sids = (await keptChains(db)).map(({ chain }) => chain.nodes[0]?.sid);
  expect(sids).toEqual(['p', 'p-\ufffd', '\\u0000', 'p']);
});
