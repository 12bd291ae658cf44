import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumMissing, launchChromium } from '../../../tools/chromium.ts';
import { buildConsole } from '../src/build.ts';
import { type FakePlatform, makePlatform } from './fake-platform.ts';
import { mediaUser } from './fixtures/session.ts';
import { serveConsole, type TestServer } from './test-server.ts';

const missing = chromiumMissing();
const STEP_TIMEOUT_MS = 20_000;

describe.skipIf(missing)(
  `a change of the policy, in Chromium${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let dir: string;
    let browser: Browser;
    let platform: FakePlatform;
    let server: TestServer | undefined;

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'jianchat-console-'));
      await buildConsole({ outDir: join(dir, 'dist') });
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
      await rm(dir, { recursive: true, force: true });
    });
    beforeEach(async () => {
      await server?.close();
      platform = makePlatform();
      server = await serveConsole(join(dir, 'dist'), platform);
    });

    /** A page of its own, and what the browser complains of meanwhile. */
    async function open(path: string, locale = 'en-US') {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale });
      const page: Page = await context.newPage();
      page.setDefaultTimeout(STEP_TIMEOUT_MS);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${server?.origin}${path}`);
      return { page, complaints, close: () => context.close() };
    }

    it('V2: stands above every room, in both languages, until it is put away', async () => {
      platform.notices = [
        {
          version: 2,
          announced: '2026-12-01',
          takesEffect: '2027-01-15',
          noticeDays: 30,
          widenings: ['fields.country.retention.days', 'contracts.acme'],
          acknowledgedAt: null,
          delivery: { recipients: 5, sent: 3 },
        },
      ];
      const chinese = await open('/report', 'zh-CN');
      await chinese.page.getByText('隐私政策将于').waitFor();
      await chinese.close();
      const { page, complaints, close } = await open('/');
      const banner = page.getByRole('status').filter({ hasText: 'The privacy policy changes on' });
      await banner.getByText('3 of 5 people').waitFor();
      expect(await banner.getByRole('link', { name: 'Read the new version' }).getAttribute('href')).toBe(
        '/policy?version=2&lang=en',
      );
      await banner.getByRole('button', { name: 'Put away' }).click();
      await banner.waitFor({ state: 'detached' });
      expect([complaints, platform.faults]).toEqual([[], []]);
      await close();
    });

    it('V3: lets a person leave who takes their data along and types their address', async () => {
      platform.me = mediaUser;
      const { page, complaints, close } = await open('/');
      await page.getByRole('button', { name: `Account of ${mediaUser.name}` }).click();
      await page.getByRole('menuitem', { name: 'Leave …' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('The account lantern closes at once').waitFor();
      expect(await dialog.getByRole('link', { name: 'Download my data' }).getAttribute('href')).toBe(
        '/api/me/data',
      );
      const leave = dialog.getByRole('button', { name: 'Close and leave' });
      expect(await leave.isDisabled()).toBe(true);
      await dialog.getByRole('textbox').fill('Ada@lantern.example');
      await leave.click();
      await page.waitForURL('**/sign-in');
      expect(platform.me).toBeUndefined();
      expect([complaints, platform.faults]).toEqual([[], []]);
      await close();
    });
  },
);
