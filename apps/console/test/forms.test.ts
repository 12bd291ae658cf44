import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumMissing } from '../../../tools/chromium.ts';
import { useBuiltConsole } from './built-console.ts';
import type { FakePlatform } from './fake-platform.ts';

const missing = chromiumMissing();

describe.skipIf(missing)(`the console's forms in Chromium${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const built = useBuiltConsole();

  /** The drawer of a record, opened by the button of its row. */
  async function openRecord(path: string, name: RegExp | string, options: { width?: number } = {}) {
    const opened = await built.open(path, { height: 900, ...options });
    await opened.page.getByRole('button', { name }).first().click();
    return { ...opened, drawer: opened.page.getByRole('dialog') };
  }

  const select = (scope: Locator, name: string) =>
    scope
      .getByRole('combobox', { name, exact: true })
      .or(scope.getByRole('textbox', { name, exact: true }))
      .first();

  async function choose(page: Page, input: Locator, option: string) {
    await input.click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  async function save(drawer: Locator) {
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.waitFor({ state: 'hidden' });
  }

  const record = (collection: keyof FakePlatform['records'], id: string): object | undefined => {
    const found = built.platform().records[collection].find((each) => each.id === id);
    if (found === undefined) return undefined;
    const { revision: _, ...stored } = found;
    return stored;
  };

  it('is opened, kept to and left by keyboard, and saves a line item as it was when nothing is touched', async () => {
    const before = structuredClone(record('line-items', 'alpine-winter'));
    const { page, close } = await built.open('/demand');
    const row = page.getByRole('button', { name: /Winter jackets/ });
    const drawer = page.getByRole('dialog');
    const focused = (where: Locator) => where.evaluate((it) => it.contains(document.activeElement));
    await row.press('Enter');
    await expect.poll(() => focused(drawer), { timeout: 10_000 }).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await focused(drawer)).toBe(true);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(row), { timeout: 10_000 }).toBe(true);
    await page.keyboard.press('Enter');
    await save(drawer);
    expect(record('line-items', 'alpine-winter')).toEqual(before);
    await close();
  });

  it('takes price model, goal, a painted week, a drawn curve and caps, and says in words what they do', async () => {
    const { page, drawer, complaints, close } = await openRecord('/demand', /Always on/);
    await choose(page, select(drawer, 'Cost model'), 'Per conversion (CPA)');
    await drawer
      .getByRole('alert')
      .filter({ hasText: 'No key may tell what this line item pays for' })
      .waitFor();
    await choose(page, select(drawer, 'Cost model'), 'Per click (CPC)');
    await drawer.getByRole('alert').waitFor({ state: 'hidden' });
    await drawer.getByLabel('Price of a click').fill('0.4');
    await choose(page, select(drawer, 'Goal'), 'Clicks');
    await drawer.getByLabel('Amount').fill('5000');
    const cell = (name: string) => drawer.getByRole('gridcell', { name });
    await cell('Mon 09:00').hover();
    await page.mouse.down();
    await cell('Fri 17:00').hover();
    await page.mouse.up();
    await cell('Sat 10:00').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowRight');
    await choose(page, select(drawer, 'Mode'), 'By one’s own curve');
    await drawer.getByRole('slider', { name: 'Weight from 20 o’clock' }).focus();
    await page.keyboard.press('End');
    await drawer.getByRole('button', { name: 'Add: Frequency caps' }).click();
    const caps = drawer.getByRole('group', { name: 'Frequency caps' });
    await caps.getByLabel('At most (times)').fill('3');
    await choose(page, caps.getByRole('combobox', { name: 'In', exact: true }), 'day');
    await drawer.getByText(/\$0.40.*until 5,000 clicks.*only Mon–Fri 09:00–18:00.*3 times per day/).waitFor();
    await save(drawer);
    expect(record('line-items', 'saffron-always')).toMatchObject({
      cost: { model: 'cpc', clickMicros: 400_000 },
      goal: { metric: 'clicks', amount: 5000, per: 'lifetime' },
      dayParts: [
        { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 },
        { days: [6], fromMinute: 600, toMinute: 720 },
      ],
      pacing: { mode: 'curve', curve: expect.arrayContaining([5, 10]) },
      caps: [{ timesMax: 3, minutes: 1440, of: 'lineItem', by: 'person' }],
    });
    expect([...complaints, ...built.platform().faults]).toEqual([]);
    await close();
  });

  it('builds targeting of groups, and forecasts it before it is booked', async () => {
    const { page, drawer, complaints, close } = await openRecord('/demand', /Spring recipes/);
    await drawer.getByText('More conditions').click();
    await choose(page, select(drawer, 'Add a condition'), 'Operating system');
    await choose(page, select(drawer, 'Operating system is one of'), 'iOS');
    await page.keyboard.press('Escape');
    await choose(page, select(drawer, 'Add a condition'), 'City');
    const city = select(drawer, 'City is one of');
    await city.fill('zuri');
    await page.getByRole('option', { name: 'Zürich · Switzerland' }).click();
    await city.fill('Zurich');
    await city.press(',');
    await drawer.getByRole('status').filter({ hasText: 'No larger city has this name: Zurich.' }).waitFor();
    await page.keyboard.press('Escape');
    await drawer.getByRole('button', { name: 'Exclude' }).click();
    const not = drawer.getByRole('region', { name: 'Not where all of this holds' });
    await choose(page, select(not, 'Add a condition'), 'Country');
    await choose(page, select(not, 'Country is one of'), 'France (FR)');
    await drawer.getByText('not (country is France (FR))').waitFor();
    await drawer.getByText('Not booked yet: 1.1M').waitFor();
    await save(drawer);
    expect(record('line-items', 'saffron-spring')).toMatchObject({
      targeting: { where: { os: ['ios'], city: ['Zürich', 'Zurich'], not: { country: ['FR'] } } },
    });
    expect([...complaints, ...built.platform().faults]).toEqual([]);
    await close();
  });

  it('keeps an imp’s form and its OpenRTB in step, and what the form does not show', async () => {
    const { page, drawer, close } = await openRecord('/inventory', /Article video/);
    await drawer.getByRole('tab', { name: 'Advanced: OpenRTB' }).click();
    const imp = drawer.getByRole('textbox', { name: 'OpenRTB imp' });
    await imp.fill('{"video":{"mimes":["video/mp4"],"maxseq":3,"ext":{"own":1}},"ext":{"data":{"a":"b"}}}');
    await drawer.getByRole('tab', { name: 'Form', exact: true }).click();
    await drawer.getByLabel('Longest (s)').fill('60');
    expect(await drawer.getByLabel('Ads at most').inputValue()).toBe('3');
    await drawer.getByText('Native', { exact: true }).click();
    await select(drawer, 'Asset').waitFor();
    await choose(page, select(drawer, 'Add a bidder'), 'Meridian (meridian)');
    await save(drawer);
    expect(record('placements', 'news-video')).toMatchObject({
      imp: {
        video: { mimes: ['video/mp4'], maxseq: 3, maxduration: 60, ext: { own: 1 } },
        native: { request: expect.stringContaining('"assets"') },
        ext: { data: { a: 'b' }, prebid: { bidder: { meridian: {} } } },
      },
    });
    await close();
  });

  it('shows the whole record as JSON and saves it as it stands there', async () => {
    const { drawer, close } = await openRecord('/demand?tab=bidders', /Northwind/);
    await drawer.getByText('As JSON').click();
    const text = drawer.getByRole('textbox', { name: 'As JSON' });
    const stored = JSON.parse(await text.inputValue());
    expect(stored).toEqual(record('bidders', 'northwind'));
    await text.fill('{');
    expect(await drawer.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await text.fill(JSON.stringify({ ...stored, settings: { gzip: true, limits: { callsPerSecMax: 5 } } }));
    await drawer.getByText('Form', { exact: true }).click();
    await drawer.getByText('Limits', { exact: true }).waitFor();
    await drawer.getByLabel('Calls per second').fill('50');
    await save(drawer);
    expect(record('bidders', 'northwind')).toMatchObject({
      settings: { gzip: true, limits: { callsPerSecMax: 50 } },
    });
    await close();
  });

  it('puts a fault of the server under the input inside that it belongs to', async () => {
    const { drawer, close } = await openRecord('/demand?tab=bidders', /Northwind/);
    await drawer.getByText('How it is asked').click();
    await drawer.getByText('Limits', { exact: true }).click();
    await drawer.getByLabel('Calls per second').fill('0');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.locator('input[aria-invalid=true]').and(drawer.getByLabel('Calls per second')).waitFor();
    await close();
  });

  it('enters mediation networks, in order and by country', async () => {
    const { page, drawer, close } = await openRecord('/inventory', /Forecast foot/);
    await drawer.getByText('Mediation networks').click();
    await drawer.getByRole('button', { name: 'Add: Networks' }).click();
    await drawer.getByRole('textbox', { name: 'Network', exact: true }).fill('adnet');
    await drawer.getByLabel('Pays (eCPM)').fill('2.5');
    await drawer.getByRole('button', { name: 'Add: By country' }).click();
    const byCountry = drawer.getByRole('group', { name: 'By country' });
    await choose(page, select(byCountry, 'Name'), 'Germany (DE)');
    await byCountry.getByLabel('Value').fill('4');
    await save(drawer);
    expect(record('placements', 'weather-foot')).toMatchObject({
      mediation: {
        networks: [{ network: 'adnet', ecpmMicros: 2_500_000, ecpmByCountry: { DE: 4_000_000 } }],
      },
    });
    await close();
  });

  it('makes and revokes an advertiser’s conversion keys beside its form, of which Escape closes dialogs first', async () => {
    const { page, drawer, complaints, close } = await openRecord('/demand?tab=advertisers', /Alpine/);
    const keys = drawer.getByRole('region', { name: 'Conversion keys' });
    const dialog = (name: string) => page.getByRole('dialog', { name });
    await keys.getByRole('button', { name: 'New key' }).click();
    await dialog('New conversion key').getByRole('radio', { name: 'Pages' }).check();
    await page.keyboard.press('Escape');
    await dialog('New conversion key').waitFor({ state: 'hidden' });
    await keys.getByRole('button', { name: 'New key' }).click();
    await dialog('New conversion key').getByRole('button', { name: 'Make key' }).click();
    await dialog('Your new key').getByText('jcv_0000000000000011_hV0cN2qLx8R4').waitFor();
    await page.keyboard.press('Escape');
    await dialog('Your new key').getByRole('button', { name: 'I have copied it' }).click();
    expect(await keys.getByRole('row').nth(1).textContent()).toContain('jcv_0000000000000011…Servers');
    await keys.getByRole('button', { name: 'Revoke jcv_51c0ffee9a7b2d14' }).click();
    await dialog('Revoke jcv_51c0ffee9a7b2d14').getByRole('button', { name: 'Revoke' }).click();
    await keys.getByText('Revoked', { exact: true }).waitFor();
    expect(built.platform().conversionKeys.map(({ use, revokedOn }) => [use, revokedOn !== null])).toEqual([
      ['page', true],
      ['server', false],
    ]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect([...complaints, ...built.platform().faults]).toEqual([]);
    await close();
  });

  it('fits a narrow screen', async () => {
    const { page, drawer, close } = await openRecord('/demand', /Winter jackets/, { width: 400 });
    await drawer.getByRole('grid').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await close();
  });
});
