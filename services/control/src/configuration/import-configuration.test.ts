import { type Records, type Tables, tableColumns } from '@jianchat/records';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleImport } from '../testing/sample-import.ts';
import { importConfiguration } from './import-configuration.ts';
import { readConfiguration } from './read-configuration.ts';

let test: TestRecords;
let records: Records;
const contract = (id: string) =>
  id === 'demo-dsp-a' ? { recipientClass: 'demand', name: 'A demand partner' } : undefined;
const apply = (input: unknown) => importConfiguration(records.db, input, { contract });

beforeAll(async () => {
  test = await startTestRecords();
  records = test.records;
});
afterAll(() => test.stop());
beforeEach(async () => {
  const tables: readonly (keyof Tables)[] = [
    'accounts',
    'contracts',
    'advertisers',
    'deals',
    'stored_requests',
    'stored_imps',
    'host_settings',
    'stored_responses',
    'category_mappings',
  ];
  for (const table of tables) await sql`truncate ${sql.table(table)} cascade`.execute(records.db);
});

describe('an import', () => {
  it('takes public screens that say where they stand, and gives them back', async () => {
    const screens = {
      id: 'gates',
      account: 'press',
      kind: 'dooh',
      screen: { venueTypes: ['1', '101', '10105'], multiplier: 3.5 },
    };
    const accounts = sampleImport.accounts;
    expect(await apply({ accounts, media: [screens] })).toMatchObject({ ok: true });
    const { file } = await readConfiguration(records.db);
    expect(file.media).toMatchObject([screens]);
    const { screen, ...nowhere } = screens;
    for (const wrong of [
      nowhere,
      { ...screens, kind: 'app', bundle: 'a.b' },
      { ...screens, screen: { venueTypes: ['99'] } },
    ])
      expect(await apply({ accounts, media: [wrong] })).toMatchObject({ ok: false });
  });

  it('is applied whole and given back in the same form', async () => {
    const outcome = await apply(sampleImport);
    expect(outcome).toMatchObject({ ok: true, created: 15, changed: 0, unchanged: 0 });
    const { file, revision } = await readConfiguration(records.db);
    expect(outcome).toMatchObject({ revision });
    expect(file.host).toEqual(sampleImport.host);
    expect(file.accounts[0]?.settings).toEqual(sampleImport.accounts[0]?.settings);
    expect(file.creatives.map((creative) => creative.kind)).toEqual(['banner', 'video']);
    expect(file.placements[0]).toEqual({
      id: 'top',
      media: 'paper',
      imp: { banner: { format: [{ w: 300, h: 250 }] }, bidfloor: 0.1 },
      floorMicros: 0,
      mediation: {
        networks: [
          {
            network: 'acme',
            parameters: { unit: '7' },
            ecpmMicros: 1_000_000,
            ecpmByCountry: { DE: 2 },
            timeoutMs: 5_000,
            enabled: true,
          },
        ],
      },
      enabled: true,
    });
  });

  it('repeated, or exported and imported again, writes nothing', async () => {
    await apply(sampleImport);
    const before = await readConfiguration(records.db);
    expect(await apply(sampleImport)).toMatchObject({ created: 0, changed: 0, unchanged: 15 });
    expect(await apply(before.file)).toMatchObject({ created: 0, changed: 0, unchanged: 15 });
    expect(await readConfiguration(records.db)).toEqual(before);
  });

  it('takes records as they were read, and no revision of another form', async () => {
    const advertisers = [{ id: 'shoes', name: 'Shoes', revision: 12 }];
    expect(await apply({ advertisers, host: { revision: 3 } })).toMatchObject({ ok: true, created: 2 });
    expect(await apply({ advertisers: [{ ...advertisers[0], revision: 'x' }] })).toMatchObject({
      ok: false,
      faults: [{ path: expect.stringMatching(/^advertisers\[0\]/) }],
    });
  });

  it('takes stored responses and categories in the form of Prebid Server’s files', async () => {
    const seats = [{ seat: 'alpha', bid: [] }];
    const input = {
      storedResponses: { list: seats, object: { cur: 'EUR', seatbid: seats } },
      categoryMappings: { dfp: { 'IAB1-2': { id: '7', name: 'Music' }, IAB2: 'Cars' } },
    };
    expect(await apply(input)).toMatchObject({ created: 3 });
    const { file } = await readConfiguration(records.db);
    expect(file.storedResponses).toEqual({
      list: { seatbid: seats },
      object: { cur: 'EUR', seatbid: seats },
    });
    expect(file.categoryMappings).toEqual(input.categoryMappings);
    for (const again of [input, file]) expect(await apply(again)).toMatchObject({ created: 0, changed: 0 });
    expect(await apply({ categoryMappings: { dfp: { IAB1: 7 } } })).toMatchObject({ ok: false });
  });

  it('writes only what differs, and aligns line items with their advertiser', async () => {
    await apply(sampleImport);
    const outcome = await apply({ advertisers: [{ id: 'shoes', name: 'Shoes', currency: 'EUR' }] });
    expect(outcome).toMatchObject({ created: 0, changed: 1, unchanged: 0 });
    const line = await records.db.selectFrom('line_items').selectAll().executeTakeFirstOrThrow();
    expect(line.currency).toBe('EUR');
  });

  it('U2: says nothing of whose keys a line item pays for, and leaves that as it was agreed', async () => {
    await apply(sampleImport);
    const line = { ...sampleImport.lineItems[0], cost: { model: 'cpa', conversionMicros: 5 } };
    const book = (paidBy?: string) =>
      apply({ lineItems: [{ ...line, cost: { ...line.cost, ...(paidBy && { paidBy }) } }] });
    await book('any');
    expect(await book()).toMatchObject({ ok: true, changed: 0, unchanged: 1 });
    expect(await book('server')).toMatchObject({ ok: true, changed: 1 });
    expect(await book()).toMatchObject({ ok: true, changed: 0 });
  });

  it('leaves columns alone that the file does not know', async () => {
    await apply(sampleImport);
    await records.db.updateTable('bidders').set({ margin_bps: 150 }).execute();
    await apply({
      bidders: [
        { id: 'alpha', endpoint: 'https://alpha.example/bid', contract: 'demo-dsp-a', timeoutMs: 90 },
      ],
    });
    const bidder = await records.db.selectFrom('bidders').selectAll().executeTakeFirstOrThrow();
    expect(bidder).toMatchObject({ margin_bps: 150, timeout_ms: 90, name: null });
  });

  it('covers every table whose change raises the revision', async () => {
    const { rows } = await sql<{ table: string }>`
      select event_object_table as table from information_schema.triggers
      where trigger_name = 'raise_config_revision' group by 1 order by 1`.execute(records.db);
    await apply(sampleImport);
    // Keys are issued one by one, reports are no configuration: neither is imported.
    const others = ['conversion_keys', 'network_reports'];
    for (const { table } of rows.filter((row) => !others.includes(row.table))) {
      expect(Object.keys(tableColumns)).toContain(table);
      const filled = await sql`select from ${sql.table(table)} limit 1`.execute(records.db);
      expect(filled.rows, table).toHaveLength(1);
    }
  });
});

describe('faults', () => {
  const refused = async (input: unknown) => {
    const before = await readConfiguration(records.db);
    const outcome = await apply(input);
    expect(await readConfiguration(records.db)).toEqual(before);
    if (outcome.ok) throw new Error('the import was applied');
    return outcome.faults.map(({ path, code }) => `${path} ${code}`);
  };

  it('of form are all named by their paths', async () => {
    const faults = await refused({
      accounts: [
        { id: '-', name: 'x' },
        { id: 'a', name: '', currency: 'usd' },
      ],
      media: [{ id: 'm', account: 'a', kind: 'site' }],
      unknown: [],
    });
    expect(faults.toSorted()).toEqual([
      ' form.unrecognized_keys',
      'accounts[0].id form.invalid_format',
      'accounts[1].currency form.invalid_format',
      'accounts[1].name form.too_small',
      'media[0] form.custom',
    ]);
  });

  it('of references are all named by their paths', async () => {
    const faults = await refused({
      ...sampleImport,
      accounts: [...sampleImport.accounts, ...sampleImport.accounts],
      media: [{ id: 'paper', account: 'nobody', kind: 'site', domain: 'paper.example' }],
      bidders: [{ id: 'alpha', endpoint: 'https://alpha.example/bid', contract: 'none' }],
      lineItems: [{ id: 'line', advertiser: 'nobody', priceCpmMicros: 1 }],
      creatives: [{ ...sampleImport.creatives[0], lineItem: 'nothing' }],
      placements: [
        { id: 'a', media: 'nowhere', imp: { banner: {} } },
        { id: 'b', media: 'paper', imp: { banner: { w: 'wide', format: [{ w: 1.5 }] } } },
        { id: 'c', media: 'paper', imp: { ext: {} } },
        {
          id: 'd',
          media: 'paper',
          imp: {
            banner: {
              format: [{ w: 300, h: 250 }, { w: 0, h: 250 }, { wmin: 100, wratio: 4, hratio: 1 }, {}],
            },
            native: { request: '{' },
          },
        },
      ],
      storedImps: { s: { video: { mimes: 'video/mp4' } } },
    });
    expect(faults.toSorted()).toEqual([
      'accounts[1].id id.duplicate',
      'bidders[0].contract reference.unknown',
      'creatives[0].lineItem reference.unknown',
      'lineItems[0].advertiser reference.unknown',
      'media[0].account reference.unknown',
      'placements[0].media reference.unknown',
      'placements[1].imp.banner.format[0].w imp.type',
      'placements[1].imp.banner.w imp.type',
      'placements[2].imp imp.format',
      'placements[3].imp.banner.format[1] imp.size',
      'placements[3].imp.banner.format[3] imp.size',
      'placements[3].imp.native.request imp.native',
      'storedImps.s.video.mimes imp.type',
    ]);
  });

  it('are what the store cannot keep: NUL, half surrogates, infinity and endless nesting', async () => {
    const endless: unknown[] = [];
    endless.push(endless);
    expect(await refused({ accounts: [{ id: 'a', name: 'a\0b' }] })).toEqual([
      'accounts[0].name text.unstorable',
    ]);
    expect(
      await refused({ storedImps: { s: { ext: { '\ud800': 1, n: Number.POSITIVE_INFINITY } } } }),
    ).toEqual(['storedImps.s.ext text.unstorable', 'storedImps.s.ext.n number.infinite']);
    expect(await refused({ storedRequests: { s: { ext: endless } } })).toHaveLength(1);
    expect(await refused(JSON.parse('{"storedImps":{"s":{"__proto__":{"x":1}}}}'))).toEqual([
      'storedImps.s name.forbidden',
    ]);
  });

  it.each([{ input: null }, { input: 'text' }, { input: [] }, { input: 7 }])(
    'are reported for $input too',
    async ({ input }) => {
      expect(await refused(input)).toEqual([' form.invalid_type']);
    },
  );
});

it('imports at the same time follow one another', async () => {
  await apply(sampleImport);
  const names = ['one', 'two', 'three', 'four'];
  const outcomes = await Promise.all(names.map((name) => apply({ accounts: [{ id: 'press', name }] })));
  const revisions = outcomes.map((outcome) => (outcome.ok ? outcome.revision : -1));
  expect(new Set(revisions).size).toBe(names.length);
});

it('any JSON comes back as it went in, and again changes nothing', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const body = fc.dictionary(text, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(
      body,
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      async (ext, name, n) => {
        const accounts = [{ id: 'press', name: `n${name}` }];
        const input = { accounts, storedRequests: { page: { ext, n } } };
        const first = await apply(input);
        // What cannot be kept is refused, which other tests cover.
        if (!first.ok) {
          for (const { code } of first.faults) expect(['text.unstorable', 'name.forbidden']).toContain(code);
          return;
        }
        const { file } = await readConfiguration(records.db);
        expect(file.storedRequests).toEqual({ page: JSON.parse(JSON.stringify({ ext, n })) });
        expect(file.accounts[0]?.name).toBe(`n${name}`);
        for (const again of [input, file])
          expect(await apply(again)).toMatchObject({ created: 0, changed: 0 });
      },
    ),
    { numRuns: 60 },
  );
});
