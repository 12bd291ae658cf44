import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleImport } from '../testing/sample-import.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;
let operator: string;

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores);
  await test.control.importConfiguration(sampleImport);
  operator = await test.bearer('operator');
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
  test.control.app.inject({
    method,
    url: `/api/mediation${url}`,
    headers: { authorization: operator },
    ...(payload === undefined ? {} : { payload }),
  });
const DAY_MS = 86_400_000;
const daysAgo = (days: number): string =>
  new Date(test.clock.nowMs - days * DAY_MS).toISOString().slice(0, 10);
const row = (change: object = {}) => ({
  ...{ day: daysAgo(1), placement: 'top', network: 'acme', country: 'DE' },
  ...{ impressions: 1_000, earnedMicros: 2_500_000, currency: 'USD' },
  ...change,
});
const report = (...rows: object[]) => ask('POST', '/reports', { rows });
const inSnapshot = () => test.snapshots.at(-1)?.placements.find(({ id }) => id === 'top')?.realised;

it('U2: takes what networks report they paid, once however often it is told, and prices them by it', async () => {
  expect((await ask('GET', '/prices?placement=top')).json().prices).toEqual([
    {
      network: 'acme',
      country: '',
      impressions: 0,
      earnedMicros: 0,
      ecpmMicros: 1_000_000,
      basis: 'entered',
    },
    { network: 'acme', country: 'DE', impressions: 0, earnedMicros: 0, ecpmMicros: 2, basis: 'entered' },
  ]);
  // Of a day that is too long before the newest nothing is counted.
  const rows = [
    row(),
    row({ country: undefined, earnedMicros: 500_000 }),
    row({ day: daysAgo(40), impressions: 9_000 }),
  ];
  for (let time = 0; time < 2; time++) expect((await report(...rows)).json()).toEqual({ taken: 3 });
  expect((await ask('GET', '/prices?placement=top')).json()).toEqual({
    currency: 'USD',
    prices: [
      {
        network: 'acme',
        country: '',
        impressions: 2_000,
        earnedMicros: 3_000_000,
        ecpmMicros: 1_500_000,
        basis: 'reports',
      },
      {
        network: 'acme',
        country: 'DE',
        impressions: 1_000,
        earnedMicros: 2_500_000,
        ecpmMicros: 2_500_000,
        basis: 'reports',
      },
    ],
  });
  await expect.poll(inSnapshot).toEqual({ acme: { ecpmMicros: 1_500_000, byCountry: { DE: 2_500_000 } } });
  // A report that is put right replaces what it said.
  await report(row({ earnedMicros: 1_000_000 }));
  await expect.poll(inSnapshot).toMatchObject({ acme: { byCountry: { DE: 1_000_000 } } });
});

it('refuses all of a report with a row that belongs to nothing', async () => {
  const rows = [
    row({ impressions: 7 }),
    row({ placement: 'nowhere' }),
    row({ network: 'other' }),
    row({ currency: 'EUR', country: 'FR' }),
    row({ day: daysAgo(100) }),
    row({ impressions: 8 }),
  ];
  const answer = await report(...rows);
  expect(answer.statusCode).toBe(422);
  expect(
    answer.json().faults.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`),
  ).toEqual([
    'rows[1].placement placement.unknown',
    'rows[2].network network.unknown',
    'rows[3].currency currency.other',
    'rows[4].day day.range',
    'rows[5].day row.twice',
  ]);
  expect((await ask('GET', '/prices?placement=nowhere')).statusCode).toBe(404);
});

it('prices a network as it was entered again, once its reports are much older than others of the placement', async () => {
  const [top] = sampleImport.placements;
  const networks = [...(top?.mediation.networks ?? []), { network: 'brook', ecpmMicros: 700_000 }];
  await test.control.importConfiguration({ placements: [{ ...top, mediation: { networks } }] });
  const brook = { network: 'brook', impressions: 5_000, earnedMicros: 50_000 };
  const priceOfBrook = async () =>
    (await ask('GET', '/prices?placement=top'))
      .json()
      .prices.filter(({ network, country }: Record<string, string>) => network === 'brook' && country === '')
      .map(({ ecpmMicros, basis }: Record<string, unknown>) => ({ ecpmMicros, basis }));
  await report(row({ ...brook, day: daysAgo(20) }));
  expect(await priceOfBrook()).toEqual([{ ecpmMicros: 10_000, basis: 'reports' }]);
  await report(
    row({ ...brook, day: daysAgo(20), impressions: 0, earnedMicros: 0 }),
    row({ ...brook, day: daysAgo(40) }),
  );
  expect(await priceOfBrook()).toEqual([{ ecpmMicros: 700_000, basis: 'entered' }]);
});

it('adds up as much as may be reported in the currencies that are worth least', async () => {
  const most = { impressions: 1_000_000_000, earnedMicros: 300_000_000_000_000 };
  const days = Array.from({ length: 28 }, (_, day) => row({ ...most, country: 'ID', day: daysAgo(day) }));
  expect((await report(...days)).json()).toEqual({ taken: 28 });
  const { prices } = (await ask('GET', '/prices?placement=top')).json();
  expect(prices).toContainEqual(
    expect.objectContaining({ country: 'ID', earnedMicros: 28 * most.earnedMicros, ecpmMicros: 300_000_000 }),
  );
});
