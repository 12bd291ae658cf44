import { encodeRecord } from '@jianchat/events';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keptChains, readChain, takeChains, verifyChains } from './supply-chains.ts';

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

it('keeps the latest chains of however many were made up', async () => {
  const { db } = records.records;
  const nowMs = Date.UTC(2026, 10, 24);
  await sql`
    insert into supply_chains (hash, chain, reasons, first_seen_at, at)
    select lpad(n::text, 64, '0'), '{"complete":true,"nodes":[{"asi":"a.example","sid":"1"}]}', '{"codes":[]}', seen, seen
    from generate_series(1, 66000) n, lateral (select ${new Date(nowMs)}::timestamptz - n * interval '1 second') as t (seen)`.execute(
    db,
  );
  await verifyChains(db, { files: new Map(), nowMs });
  const kept = await keptChains(db);
  expect([kept.length, kept[0]?.hash, kept.at(-1)?.hash]).toEqual([
    2_000,
    '1'.padStart(64, '0'),
    '2000'.padStart(64, '0'),
  ]);
  const { rows } = await sql<{ left: number }>`select count(*)::int4 as left from supply_chains`.execute(db);
  expect(rows).toEqual([{ left: 2_000 }]);
  await verifyChains(db, { files: new Map(), nowMs: nowMs + 31 * 86_400_000 });
  expect(await keptChains(db)).toEqual([]);
});
