import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PolicyInForce } from '@jianchat/policy';
import { createGates, createPolicyInForce, renderPolicyPage } from '@jianchat/policy';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleAuction } from '../../../services/control/src/testing/sample-auction.ts';
import {
  appendAuction,
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
  testPolicy,
} from '../../../services/control/src/testing/start-test-control.ts';
import { chromiumMissing, launchChromium } from '../../../tools/chromium.ts';

const missing = chromiumMissing();
const STEP_TIMEOUT_MS = 20_000;
/** Keeps an address longer than the version before it, and is not in force yet. */
const next = {
  ...testPolicy,
  version: testPolicy.version + 1,
  hash: 'd'.repeat(64),
  effective: '2027-03-01',
  fields: testPolicy.fields.map((field) =>
    field.name === 'country' ? { ...field, retention: { ...field.retention, days: 500 } } : field,
  ),
};

function twoVersions(): PolicyInForce {
  const schedule = [
    { policy: testPolicy, fromMs: 0 },
    { policy: next, fromMs: Date.parse(next.effective) },
  ];
  return createPolicyInForce(schedule, {
    gatesOf: (policy) => createGates(policy, () => 'hash'),
    nowMs: 0,
  });
}

describe.skipIf(missing)(`the policy's pages in Chromium${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let dir: string;
  let stores: TestStores;
  let test: TestControl;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'jianchat-policy-'));
    await copyFile(join(import.meta.dirname, '../public/favicon.svg'), join(dir, 'favicon.svg'));
    await writeFile(join(dir, 'index.html'), '<!doctype html>');
    stores = await startTestStores();
    for (let count = 0; count < 40; count += 1)
      await appendAuction(
        stores.log,
        sampleAuction({ id: `a${count}`, undeclared: [{ parent: 'device', count: 2 }] }),
      );
    test = await startTestControl(stores, {
      renderPolicyPage,
      consoleDir: dir,
      inForce: { ...twoVersions(), released: () => [] },
    });
    origin = await test.listen();
    browser = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await test?.control.stop();
    await stores?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  /** A page of its own; `complaints` collects what a browser says of a faulty or forbidden script, style or call. */
  async function open(path: string, options: { width?: number; dark?: boolean; locale?: string } = {}) {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 900 },
      colorScheme: options.dark ? 'dark' : 'light',
      locale: options.locale ?? 'en-GB',
      javaScriptEnabled: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_TIMEOUT_MS);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { pathname, origin: to } = new URL(request.url());
      if (to !== origin || !(pathname.startsWith('/policy') || pathname === '/favicon.svg'))
        complaints.push(`asks for ${to}${pathname}`);
    });
    await page.goto(origin + path);
    return { page, complaints, close: () => context.close() };
  }

  const overflows = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .filter((element) => !element.closest('.skip'))
        .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 60)}`)
        .slice(0, 5),
    );

  it.each([
    { path: '/policy', width: 1280, dark: false },
    { path: '/policy', width: 360, dark: true },
    { path: '/policy/versions', width: 1280, dark: true },
    { path: '/policy/versions', width: 360, dark: false },
    { path: '/policy/record-of-processing', width: 360, dark: false },
    { path: '/policy/record-of-processing', width: 1280, dark: true },
  ])(
    '$path fits $width px (dark: $dark) in both languages, everything unfolded, without a complaint',
    async (look) => {
      for (const [locale, lang] of [
        ['en-GB', 'en'],
        ['zh-CN', 'zh-CN'],
      ] as const) {
        const { page, complaints, close } = await open(look.path, { ...look, locale });
        expect(await page.locator('html').getAttribute('lang')).toBe(lang);
        expect(await page.locator('h1').count()).toBe(1);
        expect(await overflows(page)).toEqual([]);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        expect(await overflows(page)).toEqual([]);
        expect(await faintTexts(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await close();
      }
    },
  );

  it('[V1] is read without scripts: contents, anchors and the other language are links', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(`${origin}/policy`);
    await page
      .getByRole('navigation', { name: 'On this page' })
      .getByRole('link', { name: 'K4', exact: true })
      .click();
    expect(new URL(page.url()).hash).toBe('#K4');
    const heading = page.getByRole('heading', { name: testPolicy.texts.en['clause.K4.title'] ?? '?' });
    await expect.poll(async () => (await heading.boundingBox())?.y ?? 9_999).toBeLessThan(400);
    await page.getByRole('link', { name: '中文' }).click();
    await page.getByRole('heading', { level: 1, name: testPolicy.texts.zh['page.title'] ?? '?' }).waitFor();
    await context.close();
  });

  it('opens the rows of a clause by keyboard, and says what was counted', async () => {
    // Numbers move once a minute; by then every request must have been counted.
    const counted = async () => {
      test.clock.nowMs += 60_000;
      return (await fetch(`${origin}/policy/counters.json`)).json();
    };
    await expect.poll(counted, { timeout: STEP_TIMEOUT_MS }).toMatchObject({ requests: 40, undeclared: 80 });
    const { page, close } = await open('/policy#U1');
    const clause = page.locator('#U1');
    const summary = clause.locator('summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    await clause.getByRole('table').first().waitFor();
    expect(await clause.getByRole('row').count()).toBeGreaterThan(3);
    await page
      .getByText(testPolicy.texts.en['seen.requests'] ?? '?')
      .first()
      .waitFor();
    await close();
  });

  it('leads by keyboard first to the text, and shows where the focus is', async () => {
    const { page, close } = await open('/policy');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: testPolicy.texts.en['page.skip'] ?? '?' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#text');
    await close();
  });

  it('[V2] tells on its page and in its history that a version is coming, and lets people read it before', async () => {
    const { page, complaints, close } = await open('/policy/versions');
    const coming = page.locator(`#v${next.version}`);
    await coming.getByText(testPolicy.texts.en['history.scheduled'] ?? '?').waitFor();
    expect(await coming.locator('ins').allTextContents()).toContain('500');
    await coming.getByRole('link', { name: testPolicy.texts.en['history.read'] ?? '?' }).click();
    await page.getByText(testPolicy.texts.en['page.notYet'] ?? '?').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('prints with everything unfolded and without its navigation', async () => {
    const { page, close } = await open('/policy');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.rail').isVisible()).toBe(false);
    const row = page.locator('#U1 .drawers tr').nth(1);
    expect((await row.boundingBox())?.height).toBeGreaterThan(0);
    await close();
  });
});

/** Texts whose contrast with what is behind them is below 4.5 (WCAG 2.2, 1.4.3), by the colours as computed. */
function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (canvas === null) return ['no canvas'];
    const rgb = (colour: string): readonly number[] => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (colour: readonly number[]): number => {
      const [r = 0, g = 0, b = 0] = colour.map((part) => {
        const share = part / 255;
        return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element | null): readonly number[] => {
      for (let at = element; at !== null; at = at.parentElement) {
        const colour = rgb(getComputedStyle(at).backgroundColor);
        if ((colour[3] ?? 0) === 255) return colour;
      }
      return rgb('Canvas');
    };
    const found = new Set<string>();
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (!own || element.closest('.skip')) continue;
      const [text, ground] = [rgb(getComputedStyle(element).color), behind(element)].map(luminance);
      const [light = 0, dark = 0] = [text ?? 0, ground ?? 0].sort((a, b) => b - a);
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < 4.5) found.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
    }
    return [...found];
  });
}
