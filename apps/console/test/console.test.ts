import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumMissing } from '../../../tools/chromium.ts';
import { useBuiltConsole } from './built-console.ts';
import { mediaUser } from './fixtures/session.ts';

const missing = chromiumMissing();
const ROOMS = {
  '/': ['Today', '今日'],
  '/live': ['Live', '实时'],
  '/report': ['Report', '报表'],
  '/playback': ['Video & audio', '视频与音频'],
  '/inventory': ['Inventory', '资源'],
  '/demand': ['Demand', '需求'],
  '/review': ['Creative review', '素材审核'],
  '/money': ['Money', '账目'],
  '/policy-room': ['Policy', '隐私政策'],
  '/keys': ['API keys', 'API 密钥'],
  '/configuration': ['Import & export', '导入与导出'],
} as const;

describe.skipIf(missing)(`the built console in Chromium${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const built = useBuiltConsole();
  const { open } = built;

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

  it.each(Object.entries(ROOMS))(
    'shows the room %s in both languages, wide and narrow, without a complaint',
    async (path, names) => {
      for (const [index, locale] of ['en-US', 'zh-CN'].entries()) {
        const { page, complaints, close } = await open(path, { locale, width: index === 0 ? 1280 : 400 });
        await heading(page, names[index] ?? '').waitFor();
        await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
        await page.waitForLoadState('load');
        expect(await page.locator('html').getAttribute('lang')).toBe(index === 0 ? 'en' : 'zh');
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        expect(await namelessControls(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await close();
      }
      expect(built.platform().faults).toEqual([]);
    },
  );

  it('draws today’s numbers and charts', async () => {
    const { page, close } = await open('/');
    await page.getByText('Fill rate').first().waitFor();
    await page.locator('.recharts-area-area').first().waitFor();
    await page.locator('.recharts-bar-rectangle').first().waitFor();
    await page.getByRole('cell', { name: 'northwind' }).waitFor();
    await close();
  });

  it('leads a signed-out caller to the sign-in page, which says why a link failed', async () => {
    built.platform().me = undefined;
    const { page, close } = await open('/?error=EXPIRED_TOKEN');
    await page.waitForURL('**/sign-in?error=EXPIRED_TOKEN');
    await heading(page, 'Sign in').waitFor();
    await page.getByText('This sign-in link has expired').waitFor();
    await page.getByText('npx --no-install jianchat admin create --email you@example.com').waitFor();
    await page.getByLabel('E-mail address').fill('you@example.com');
    await page.getByRole('button', { name: 'Send a link' }).click();
    await page.getByText('a link is on its way').waitFor();
    await close();
  });

  it('leads there when the session ends while a room is open, and after signing out', async () => {
    const { page, close } = await open('/money');
    await page.getByRole('cell', { name: 'harbor', exact: true }).waitFor();
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.goto(`${built.origin()}/report`);
    await page.waitForURL('**/sign-in');
    await close();
  });

  it('goes through the rooms by keyboard alone, and says which one is open', async () => {
    const { page, close } = await open('/');
    await heading(page, 'Today').waitFor();
    await page.keyboard.press('Tab');
    const live = page.getByRole('link', { name: 'Live', exact: true });
    for (
      let presses = 0;
      presses < 30 && !(await live.evaluate((link) => link === document.activeElement));
      presses += 1
    ) {
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await heading(page, 'Live').waitFor();
    expect(await live.getAttribute('aria-current')).toBe('page');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Live');
    expect(await page.title()).toBe('Live · jianchat');
    await close();
  });

  it('streams requests, holds them while paused, and opens one by keyboard with everything decided about it', async () => {
    const { page, close } = await open('/live');
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    await page.getByText('3 left out').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: /Resume \(\d+\)/ }).waitFor();
    await page.getByLabel('Filter the requests').fill('harbor-news');
    // The table follows the words a moment later: a key pressed on a row that is about to go reaches nobody.
    await page.getByRole('cell', { name: 'lantern-weather' }).first().waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /Details of the request/ })
      .first()
      .press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Bidder answered too late').first().waitFor();
    await drawer.getByText('clicks expected: 0.42%').first().waitFor();
    await drawer.getByRole('tab', { name: /Fields/ }).press('Enter');
    await drawer
      .getByRole('cell', { name: 'Needs “Storage on the device”, which is not allowed here' })
      .waitFor();
    await drawer.getByRole('button', { name: /Dropped/ }).click();
    expect(await drawer.getByRole('row').count()).toBe(3);
    await drawer.getByRole('tab', { name: /Told/ }).press('Enter');
    await drawer.getByText('Contextual ads').first().waitFor();
    const why = (name: string | RegExp) => drawer.getByRole('cell', { name });
    await why(/The person did not allow this recipient: Storage on the device/).waitFor();
    await why(/Limited ads: The person did not agree to: Limited ads/).waitFor();
    await why('The contract does not name this field').waitFor();
    expect(await why('Sent shortened').count()).toBe(1);
    expect(await drawer.getByRole('link', { name: 'U1' }).first().getAttribute('href')).toBe('/policy#U1');
    expect(page.url()).toContain('auction=');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(built.platform().faults).toEqual([]);
    await close();
  });

  it('keeps the whole question of a report in the address', async () => {
    const { page, close } = await open('/report?range=30d&groupBy=placement,country&placement=news-side');
    await page.getByRole('columnheader', { name: 'Placement' }).waitFor();
    await page.getByRole('button', { name: 'Impressions' }).click();
    await page.waitForURL(/sort=impressions/);
    expect(await page.getByRole('columnheader', { name: 'Impressions' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await page.getByText('Last 7 days').click();
    await page.waitForURL((url) => !url.search.includes('range'));
    const file = await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href');
    expect(file).toMatch(/placement=news-side.*format=csv/);
    expect(file).not.toContain('limit');
    await page.getByText('Total').waitFor();
    expect(await page.getByText(/rows are shown/).count()).toBe(0);
    await close();
  });

  it('shows a report on one screen, remembers the columns, and keeps the group in sight', async () => {
    const { page, close } = await open('/report?groupBy=day,placement');
    const table = page.getByRole('table', { name: 'Report' });
    await table.waitFor();
    const overflow = () =>
      table.evaluate((element) => element.scrollWidth - (element.parentElement?.clientWidth ?? 0));
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await page.getByRole('columnheader').nth(2).textContent()).toBe('Revenue');
    await page.getByRole('button', { name: 'Columns (9 of 17)' }).press('Enter');
    await page.getByRole('checkbox', { name: 'Conversion value' }).press('Space');
    await page.getByRole('checkbox', { name: 'Media' }).press('Space');
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('columnheader', { name: 'Conversion value' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Media' }).count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 860 });
    expect(await overflow()).toBeGreaterThan(200);
    const day = table.getByRole('cell').first();
    const before = await day.boundingBox();
    await page
      .getByRole('columnheader', { name: 'Conversion value' })
      .evaluate((cell) => cell.scrollIntoView());
    expect((await day.boundingBox())?.x).toBe(before?.x);
    expect(before?.height).toBeLessThan(40);
    await close();
  });

  it('creates a placement, with the server’s faults under their inputs and the snippet beside them', async () => {
    const { page, close } = await open('/inventory');
    await page.getByRole('button', { name: 'New placement' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('textbox', { name: 'Id', exact: true }).fill('bad id');
    await drawer.getByLabel('Media').click();
    await page.getByRole('option', { name: /Harbor News/ }).click();
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.getByText(/letters, digits, dot/).waitFor();
    expect(await drawer.getByRole('textbox', { name: 'Id', exact: true }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await drawer.getByRole('textbox', { name: 'Id', exact: true }).fill('new-side');
    await drawer.getByText('storedrequest: { id: "new-side" }').waitFor();
    await drawer.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'new-side' }).waitFor();
    expect(built.platform().records.placements.find(({ id }) => id === 'new-side')).toMatchObject({
      media: 'harbor-news',
      imp: { banner: { format: [{ w: 300, h: 250 }] } },
      enabled: true,
    });
    await close();
  });

  it('previews a creative in a frame without rights, and shows the policy in one', async () => {
    const { page, complaints, close } = await open('/demand?tab=creatives');
    await page.getByRole('button', { name: /Jackets/ }).click();
    const preview = page.frameLocator('iframe[title=Preview]');
    await preview.getByText('Warm at').waitFor();
    expect(await page.locator('iframe[title=Preview]').getAttribute('sandbox')).toBe('');
    await page.goto(`${built.origin()}/policy-room`);
    const policy = page.frameLocator('iframe');
    await policy.getByRole('link', { name: 'Use' }).click();
    await expect
      .poll(() => policy.locator('#use').evaluate((use) => use.getBoundingClientRect().top < innerHeight))
      .toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  it('S2: says which partner is paused and why, and lets an operator have it asked all the same', async () => {
    const { page, complaints, close } = await open('/demand?tab=partners');
    const row = page.getByRole('row', { name: /harbour-dsp/ });
    await row.getByText('Its vendor does not declare all purposes').waitFor();
    await row.getByText('Its sellers.json does not list us').waitFor();
    expect(await page.getByRole('button', { name: 'Ask it anyway' }).count()).toBe(1);
    await row.getByRole('button', { name: 'Ask it anyway' }).click();
    await row.getByText('Allowed').waitFor();
    await page
      .getByRole('row', { name: /meadow-app/ })
      .getByText('Not known (timeout)')
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows a new key once, and asks before one is revoked', async () => {
    const { page, close } = await open('/keys');
    await page.getByRole('button', { name: 'New key' }).first().click();
    await page.getByLabel('Name').fill('Importer');
    await page.getByRole('dialog').getByRole('button', { name: 'New key' }).click();
    await page.getByText('jc_test_4f1d9c7a52e84b0c9d3e').waitFor();
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('cell', { name: 'Importer', exact: true }).waitFor();
    expect(await page.getByText('jc_test_').count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
    await page.getByRole('dialog').getByText('refused at once').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await close();
  });

  it('lists an import’s faults by path, and counts what a good one did', async () => {
    const { page, close } = await open('/configuration');
    const text = page.getByLabel('Configuration as JSON or YAML');
    await text.fill('{"media":[{"id":"m","account":"a","kind":"site"}]}');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('cell', { name: 'media[0]' }).waitFor();
    await text.fill('{"accounts":[{"id":"a","name":"A"}]}');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('4 created · 1 changed · 12 unchanged').waitFor();
    await close();
  });

  it('shows predicted beside observed clicks by format and replays what was decided, in both languages and in the dark', async () => {
    const { page, close } = await open('/effectiveness');
    await page.getByRole('img', { name: 'Predicted and observed click rate' }).waitFor();
    await page.getByText('0.724').waitFor();
    await page.getByText('Video', { exact: true }).click();
    await page.getByText('0.755').waitFor();
    expect(await page.getByRole('table', { name: 'Lift over the click rate' }).getByRole('row').count()).toBe(
      8,
    );
    await page.getByRole('button', { name: 'Start a replay' }).click();
    await page.getByRole('status').filter({ hasText: 'newest 10,000 auctions: 42%' }).waitFor();
    const choices = page.getByRole('table', { name: 'Replay' });
    await choices.getByRole('row', { name: /What the model knows now\s*0.46% ± 0.04%/ }).waitFor();
    await page.getByText('Conversions', { exact: true }).click();
    await page.getByText('None of the displayed ads was paid per conversion').waitFor();
    await page.getByRole('img', { name: 'Predicted and observed conversion rate' }).waitFor();
    await page.getByText('0.688').waitFor();
    await page.getByRole('button', { name: 'Colour scheme' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: '中文' }).click();
    await heading(page, '广告效果').waitFor();
    await page.getByRole('img', { name: '预测转化率与实际转化率' }).waitFor();
    await close();
  });

  it('shows a store that does not answer, and recovers when asked again', async () => {
    built.platform().failing.add('/api/reports/revenue');
    const { page, close } = await open('/report');
    await page.getByText('The analytics store does not answer').waitFor();
    built.platform().failing.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table', { name: 'Report' }).waitFor();
    await close();
  });

  it('says what fills an empty room', async () => {
    for (const path of [
      '/api/auctions',
      '/api/balances',
      '/api/keys',
      '/api/reports/revenue',
      '/api/placements',
      '/api/reports/effectiveness',
    ])
      built.platform().empty.add(path);
    for (const [path, text] of [
      ['/money', 'No entries yet'],
      ['/keys', 'No keys yet'],
      ['/report', 'Nothing happened'],
      ['/inventory', 'none yet'],
      ['/effectiveness', 'Nothing learned yet'],
    ]) {
      const { page, close } = await open(path ?? '');
      await page
        .getByText(text ?? '')
        .first()
        .waitFor();
      await close();
    }
  });

  it('offers a media caller its own rooms only, and nothing to change', async () => {
    built.platform().me = mediaUser;
    const { page, close } = await open('/inventory');
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      'Today',
      'Live',
      'Report',
      'Video & audio',
      'Inventory',
      'Money',
      'Policy',
      'Demo page',
    ]);
    expect(await page.getByRole('button', { name: /New/ }).count()).toBe(0);
    await close();
  });

  it('remembers language and scheme, and moves nothing for who asked for less motion', async () => {
    const { page, close } = await open('/', { reduced: true });
    await page.getByRole('button', { name: 'Colour scheme' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: '中文' }).click();
    await heading(page, '今日').waitFor();
    await page.reload();
    await heading(page, '今日').waitFor();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await page.goto(`${built.origin()}/live`);
    const row = page.locator('.live-row-new').first();
    await row.waitFor();
    expect(
      await row.evaluate((element) => Number.parseFloat(getComputedStyle(element).animationDuration)),
    ).toBeLessThan(0.001);
    await close();
  });
});

/** Controls that a screen reader could not name. */
function namelessControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = (element: Element) =>
      Boolean(
        element.getAttribute('aria-label')?.trim() ||
          element.getAttribute('aria-labelledby') ||
          element.textContent?.trim() ||
          element.getAttribute('title')?.trim() ||
          (element instanceof HTMLInputElement && (element.labels?.length ?? 0) > 0) ||
          (element instanceof HTMLTextAreaElement && (element.labels?.length ?? 0) > 0),
      );
    return [
      ...document.querySelectorAll('button, a[href], input:not([type=hidden]), textarea, iframe, [role=tab]'),
    ]
      .filter(
        (element) =>
          element.getClientRects().length > 0 && !element.closest('[aria-hidden=true]') && !named(element),
      )
      .map((element) => element.outerHTML.slice(0, 160));
  });
}
