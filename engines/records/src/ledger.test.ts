import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Journal,
  ledgerBalance,
  migrateRecords,
  openRecords,
  type Posting,
  postJournal,
  type Records,
} from './index.ts';
import { outsidePostgres, outsidePostgresMissing, startTestRecords } from './testing/index.ts';

const servers = [
  { name: 'the embedded PostgreSQL', missing: undefined, start: () => startTestRecords({ migrated: false }) },
  { name: 'PostgreSQL 15', missing: outsidePostgresMissing(), start: outsidePostgres },
];

const AT = new Date('2026-11-23T12:00:00Z');
const prepaid = { kind: 'advertiser_prepaid', owner: 'acme', currency: 'USD' };
const payable = { kind: 'media_payable', owner: 'site', currency: 'USD' };
const revenue = { kind: 'platform_revenue', owner: 'platform', currency: 'USD' };

describe.for(servers)('ledger on $name', ({ missing, start }) => {
  describe.skipIf(missing !== undefined)(missing ?? 'conforms', () => {
    let server: Awaited<ReturnType<typeof start>>;
    let records: Records;
    let nextOffset = 0;

    beforeAll(async () => {
      server = await start();
      records = openRecords({ url: server.url, applicationName: 'ledger', poolMax: 5 });
      await migrateRecords(records.db);
    });
    afterAll(async () => {
      await records?.close();
      await server?.stop();
    });

    const post = (journal: Journal) =>
      records.db.transaction().execute((transaction) => postJournal(transaction, journal));
    const journalOf = (postings: readonly Posting[]): Journal => {
      const fromOffset = nextOffset++;
      return { source: 'test', fromOffset, toOffset: nextOffset, at: AT, postings };
    };

    it('posts once, however often it is asked, also at the same time', async () => {
      const journal = journalOf([
        { ...prepaid, amountMicros: 1000, events: 2 },
        { ...payable, amountMicros: -800, events: 2 },
        { ...revenue, amountMicros: -200 },
      ]);
      const answers = await Promise.all([post(journal), post(journal), post(journal)]);
      expect(answers.toSorted()).toEqual(['already-posted', 'already-posted', 'posted']);
      expect(await ledgerBalance(records.db, prepaid)).toBe(1000);
      expect(await ledgerBalance(records.db, payable)).toBe(-800);
      expect(await ledgerBalance(records.db, { ...revenue, owner: 'unknown' })).toBe(0);
      await expect(post({ ...journal, toOffset: journal.toOffset + 1 })).rejects.toMatchObject({
        code: 'records.journal-conflict',
      });
    });

    it.for([
      ['that does not sum to zero', [{ ...prepaid, amountMicros: 1 }]],
      [
        'that sums to zero only over two currencies',
        [
          { ...prepaid, amountMicros: 5 },
          { ...payable, currency: 'EUR', amountMicros: -5 },
        ],
      ],
    ] satisfies [string, Posting[]][])('refuses a journal %s, at commit', async ([, postings]) => {
      let reachedCommit = false;
      const posting = records.db.transaction().execute(async (transaction) => {
        await postJournal(transaction, journalOf(postings));
        reachedCommit = true;
      });
      await expect(posting).rejects.toThrow('ledger.unbalanced');
      expect(reachedCommit).toBe(true);
    });

    it('refuses what is added after the journal was checked', async () => {
      const { db } = records;
      const sneak = db.transaction().execute(async (transaction) => {
        const journal = journalOf([
          { ...prepaid, amountMicros: 7 },
          { ...revenue, amountMicros: -7 },
        ]);
        await postJournal(transaction, journal);
        await sql`set constraints all immediate`.execute(transaction);
        await addTo(transaction, journal.fromOffset);
      });
      await expect(sneak).rejects.toThrow('ledger.unbalanced');
      await expect(db.transaction().execute((transaction) => addTo(transaction, 0))).rejects.toThrow(
        'ledger.unbalanced',
      );
    });

    /** One more posting, to the ledger account with the lowest id. */
    async function addTo(db: Records['db'], fromOffset: number): Promise<void> {
      await sql`
        insert into postings (journal_id, ledger_account_id, amount_micros)
        select j.id, (select min(id) from ledger_accounts), 1 from journals j
        where source = 'test' and from_offset = ${fromOffset}`.execute(db);
    }

    it.for([
      'update journals set source = source',
      'update postings set events = events + 1',
      'update ledger_accounts set owner = owner',
      'delete from postings',
      'delete from journals',
      'delete from ledger_accounts',
      'truncate postings',
    ])('refuses to %s', async (statement) => {
      await expect(sql.raw(statement).execute(records.db)).rejects.toThrow('ledger.immutable');
    });

    it('keeps every currency at zero over any journals, and each balance the sum of its postings', async () => {
      const share = fc.record({
        from: fc.constantFrom('a', 'b', 'c'),
        to: fc.constantFrom('a', 'b', 'c'),
        currency: fc.constantFrom('USD', 'CNY'),
        micros: fc.integer({ min: 0, max: 1_000_000_000 }),
      });
      const expected = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(fc.array(share, { maxLength: 8 }), async (shares) => {
          const postings = shares.flatMap(({ from, to, currency, micros }) => [
            { kind: 'random', owner: from, currency, amountMicros: micros },
            { kind: 'random', owner: to, currency, amountMicros: -micros },
          ]);
          expect(await post(journalOf(postings))).toBe('posted');
          for (const { owner, currency, amountMicros } of postings) {
            const key = `${owner} ${currency}`;
            expected.set(key, (expected.get(key) ?? 0) + amountMicros);
          }
        }),
        { numRuns: 40, endOnFailure: true },
      );
      const rows = await records.db
        .selectFrom('ledger_balances')
        .selectAll()
        .where('kind', '=', 'random')
        .execute();
      expect(new Map(rows.map((row) => [`${row.owner} ${row.currency}`, row.balance_micros]))).toEqual(
        expected,
      );
      const { rows: totals } = await sql<{ total: number }>`
        select sum(balance_micros)::int8 as total from ledger_balances group by currency`.execute(records.db);
      expect(totals.every(({ total }) => total === 0)).toBe(true);
    });
  });
});
