import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, launchChromium, PERSON_USER_AGENT } from '../../../tools/chromium.ts';
import { apiGet, runCommand, until } from './testing/api-client.ts';
import { type PlatformProcess, startPlatformProcess } from './testing/platform-process.ts';

interface Row {
  readonly clicks: number;
  readonly conversions: number;
  readonly valueMicros: number;
  readonly currency: string;
}

const missing = chromiumMissing();

describe.skipIf(missing)(`a purchase after an ad${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let dataFolder: string;
  let platform: PlatformProcess;
  let browser: Browser;
  let key: string;
  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'jianchat purchase '));
    platform = await startPlatformProcess({ dataFolder });
    key = (await runCommand(dataFolder, ['key', 'create', '--role', 'auditor'])).trim();
    browser = await launchChromium({ userAgent: PERSON_USER_AGENT });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
    if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
  }, 60_000);

  /** The landing page of the direct campaign's banner, for a visitor from there. */
  async function land(country: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1200 } });
    await page.goto(`${platform.url}/demo?country=${country}&consent=reject&lang=en`);
    await page.waitForFunction("globalThis.jianchatDemo?.state.phase === 'rendered'");
    const link = page.frameLocator('#slot-demo-banner iframe').locator('a').first();
    const [landing] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await landing.waitForURL(/demo[/]landing.*by=demo-direct/);
    return landing;
  }
  async function report(): Promise<Row | undefined> {
    const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    const path = `/api/reports/revenue?from=${from}&to=${to}&groupBy=demand&demand=demo-direct`;
    return (await apiGet<{ rows: Row[] }>(platform.url, key, path)).rows[0];
  }

  it('U3: is reported by the landing page with the id of the click, and stands in the report once', {
    timeout: 90_000,
  }, async () => {
    const landing = await land('US');
    await landing.getByRole('button', { name: 'Buy for $29.90' }).click();
    await landing.getByText('Reported: one purchase').waitFor();
    // The same purchase again, as after a reload.
    await landing.reload();
    await landing.getByRole('button', { name: 'Buy for $29.90' }).click();
    await landing.getByText('Reported: one purchase').waitFor();
    const row = await until(report, (found) => (found?.conversions ?? 0) > 0);
    expect(row).toMatchObject({ clicks: 1, conversions: 1, valueMicros: 29_900_000, currency: 'USD' });
  });

  it('U3: is nobody’s business where the visitor let nothing be measured', { timeout: 60_000 }, async () => {
    const landing = await land('DE');
    await landing.getByText('This click came without an id').waitFor();
    expect(await landing.getByRole('button').count()).toBe(0);
    expect(landing.url()).not.toContain('jc_click');
  });
});
