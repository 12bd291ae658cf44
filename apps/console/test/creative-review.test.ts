import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, launchChromium } from '../../../tools/chromium.ts';
import { buildConsole } from '../src/build.ts';
import { type FakePlatform, makePlatform } from './fake-platform.ts';
import { serveConsole, type TestServer } from './test-server.ts';

const missing = chromiumMissing();

describe.skipIf(missing)(
  `the queue of creatives in Chromium${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let dir: string;
    let browser: Browser;
    let platform: FakePlatform;
    let server: TestServer;
    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'jianchat-review-'));
      await buildConsole({ outDir: join(dir, 'dist') });
      browser = await launchChromium();
      platform = makePlatform();
      server = await serveConsole(join(dir, 'dist'), platform);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
      await rm(dir, { recursive: true, force: true });
    });

    it('is walked and decided by keys, with a reason for a rejection', async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-US' });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${server.origin}/review`);
      await page.getByRole('img', { name: 'How spring-1 looks' }).waitFor();
      await page.keyboard.press('j');
      await page.getByText('No picture: videos and sounds').waitFor();
      await page.keyboard.press('a');
      await page.getByRole('heading', { level: 2, name: 'harbor-strip' }).waitFor();
      await page.keyboard.press('k');
      await page.getByRole('heading', { level: 2, name: 'spring-1' }).waitFor();
      await page.keyboard.press('r');
      await page.getByLabel('Reason').fill('jar of misleading claims');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: 'harbor-strip' }).waitFor();
      const verdicts = platform.reviews.map(({ state, reason }) => `${state} ${reason ?? ''}`.trim());
      expect(verdicts).toEqual(['rejected jar of misleading claims', 'approved', 'pending', 'approved']);
      expect([complaints, platform.faults]).toEqual([[], []]);
    });
  },
);
