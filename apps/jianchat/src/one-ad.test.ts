import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, launchChromium, PERSON_USER_AGENT } from '../../../tools/chromium.ts';
import { apiGet, runCommand, until } from './testing/api-client.ts';
import { type PlatformProcess, startPlatformProcess } from './testing/platform-process.ts';

interface Row {
  readonly impressions: number;
  readonly clicks: number;
  readonly chargeMicros: number;
  readonly mediaMicros: number;
  readonly platformMicros: number;
  readonly dimensions: Readonly<Record<string, string>>;
}
interface Balance {
  readonly kind: string;
  readonly owner: string;
  readonly balanceMicros: number;
}

const missing = chromiumMissing();

describe.skipIf(missing)(`one ad from request to money${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let dataFolder: string;
  let platform: PlatformProcess;
  let browser: Browser;
  let context: BrowserContext;
  let key: string;
  /** Paths of every event the browser reported. */
  const reported = new Set<string>();

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'jianchat one ad '));
    platform = await startPlatformProcess({ dataFolder });
    key = (await runCommand(dataFolder, ['key', 'create', '--role', 'auditor'])).trim();
    browser = await launchChromium({ userAgent: PERSON_USER_AGENT });
    context = await browser.newContext({
      viewport: { width: 1400, height: 1200 },
    });
    context.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/e/') || pathname.startsWith('/c/')) reported.add(pathname);
    });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
    if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
  }, 60_000);

  const report = async () => (await apiGet<{ rows: Row[] }>(platform.url, key, reportPath('placement'))).rows;
  const balances = async () =>
    (await apiGet<{ balances: Balance[] }>(platform.url, key, '/api/balances')).balances;

  it('is auctioned by Prebid.js, rendered, counted and charged once [U1 U2 U3 S1]', {
    timeout: 90_000,
  }, async () => {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${platform.url}/demo`);
    const state = await shown(page);
    expect(faults).toEqual([]);
    expect(state.winners.map((winner) => winner.placement).sort()).toEqual(['demo-banner', 'demo-video']);

    // The ad stands in a frame of its own origin.
    const ad = page.frameLocator('#slot-demo-banner iframe');
    const [landing] = await Promise.all([context.waitForEvent('page'), ad.locator('a').first().click()]);
    await landing.waitForURL(/\/demo\/landing/);

    const rows = await until(
      report,
      (all) =>
        clicksOf(all, 'demo-banner') > 0 &&
        state.winners.every((winner) => impressionsOf(all, winner.placement) > 0),
    );
    for (const winner of state.winners) {
      const row = find(rows, winner.placement);
      const chargeMicros = Math.floor((Math.round(winner.cpm * 1_000_000) + 500) / 1000);
      expect(row).toMatchObject({
        impressions: 1,
        chargeMicros,
        mediaMicros: Math.floor(chargeMicros * 0.8),
      });
      expect(row.platformMicros).toBe(row.chargeMicros - row.mediaMicros);
    }
    expect(find(rows, 'demo-banner').clicks).toBe(1);

    const books = await balances();
    const charged = rows.reduce((sum, row) => sum + row.chargeMicros, 0);
    expect(books.reduce((sum, balance) => sum + balance.balanceMicros, 0)).toBe(0);
    expect(sumOf(books.filter((balance) => balance.balanceMicros > 0))).toBe(charged);
    expect(-sumOf(books.filter((balance) => balance.kind === 'media_payable'))).toBe(
      rows.reduce((sum, row) => sum + row.mediaMicros, 0),
    );
  });

  it('changes nothing when the same events are sent again', { timeout: 60_000 }, async () => {
    const before = { rows: await report(), books: await balances() };
    expect(reported.size).toBeGreaterThanOrEqual(3);
    for (const path of reported) {
      const answer = await fetch(platform.url + path, {
        redirect: 'manual',
        headers: { 'user-agent': PERSON_USER_AGENT },
      });
      expect([200, 302]).toContain(answer.status);
    }
    // A fresh ad behind them shows that the pipeline has passed the repeated ones.
    const page = await context.newPage();
    await page.goto(`${platform.url}/demo`);
    await shown(page);
    const after = await until(
      report,
      (all) => impressionsOf(all, 'demo-banner') > impressionsOf(before.rows, 'demo-banner'),
    );
    expect(find(after, 'demo-banner')).toMatchObject({ impressions: 2, clicks: 1 });
  });

  it('stands in the delivery of its line item as it was charged, by API and command', {
    timeout: 60_000,
  }, async () => {
    const read = () => apiGet<Deliveries>(platform.url, key, '/api/delivery');
    const prepaid = async () =>
      sumOf((await balances()).filter((balance) => balance.kind === 'advertiser_prepaid'));
    // What was charged in between is in neither or in both in the end.
    await until(
      async () => [await prepaid(), spentOf(await read())] as const,
      ([books, spent]) => books > 0 && books === spent,
    );
    const printed = JSON.parse(await runCommand(dataFolder, ['delivery', '--json']));
    expect(spentOf(printed)).toBe(await prepaid());
    const [first] = printed.items;
    expect(await runCommand(dataFolder, ['delivery', first.id])).toContain(first.id);
  });

  it('can be asked why, without a trace', { timeout: 60_000 }, async () => {
    const request = {
      id: 'why',
      imp: [{ id: '1', ext: { prebid: { storedrequest: { id: 'demo-banner' } } } }],
      site: { page: 'https://demo.example/', publisher: { id: 'demo' } },
    };
    const before = await report();
    const options = { stdin: JSON.stringify(request) };
    const printed = await runCommand(dataFolder, ['auction', 'explain', '--request', '-'], options);
    expect(printed).toMatch(/imp 1: demo-banner, banner, filled/);
    expect(printed).toMatch(/ won /);
    expect(await report()).toEqual(before);
  });

  it('shows in the console, behind the printed sign-in link', { timeout: 60_000 }, async () => {
    const page = await context.newPage();
    await page.goto(await platform.signInLink());
    await page.waitForURL(`${platform.url}/`);
    await page.getByText('demo-banner').first().waitFor();
    await page.goto(`${platform.url}/live`);
    await page.getByText('demo-site').first().waitFor();
  });

  it('is refused to whoever uses the sign-in link a second time', async () => {
    const answer = await fetch(await platform.signInLink(), { redirect: 'manual' });
    expect(answer.headers.get('location') ?? '').toMatch(/error=/);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

interface Deliveries {
  readonly items: readonly { readonly id: string; readonly spentMicros: number | null }[];
}
const spentOf = ({ items }: Deliveries): number =>
  items.reduce((sum, { spentMicros }) => sum + (spentMicros ?? 0), 0);

interface DemoState {
  readonly phase: string;
  readonly winners: readonly {
    readonly placement: string;
    readonly cpm: number;
    readonly rendered: boolean;
  }[];
}

/** Waits until every ad is on the page. */
async function shown(page: Page): Promise<DemoState> {
  await page.waitForFunction("globalThis.jianchatDemo?.state.phase === 'rendered'");
  await page.waitForFunction('globalThis.jianchatDemo.state.winners.every((winner) => winner.rendered)');
  return (await page.evaluate('globalThis.jianchatDemo.state')) as DemoState;
}

/** Analytics follow the events by moments, so a row may not be there yet. */
const clicksOf = (rows: readonly Row[], placement: string): number =>
  rows.find((row) => row.dimensions['placement'] === placement)?.clicks ?? 0;
const impressionsOf = (rows: readonly Row[], placement: string): number =>
  rows.find((row) => row.dimensions['placement'] === placement)?.impressions ?? 0;

function find(rows: readonly Row[], placement: string): Row {
  const row = rows.find((candidate) => candidate.dimensions['placement'] === placement);
  if (row === undefined) throw new Error(`the report has no row for ${placement}`);
  return row;
}

const sumOf = (balances: readonly Balance[]) =>
  balances.reduce((sum, balance) => sum + balance.balanceMicros, 0);

function reportPath(groupBy: string): string {
  const from = new Date(Date.now() - 86_400_000).toISOString();
  const to = new Date(Date.now() + 86_400_000).toISOString();
  return `/api/reports/revenue?from=${from}&to=${to}&groupBy=${groupBy}`;
}
