import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '../../../tools/chromium.ts';
import { buildConsole } from '../src/build.ts';
import { type FakePlatform, makePlatform } from './fake-platform.ts';
import { serveConsole, type TestServer } from './test-server.ts';

/** Shorter than a test's time, so that a failure names the step that waited in vain. */
const STEP_TIMEOUT_MS = 20_000;

export interface OpenOptions {
  readonly locale?: string;
  readonly width?: number;
  readonly height?: number;
  readonly reduced?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** What the browser says of a faulty or forbidden script, style or call. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface BuiltConsole {
  /** A new one for each test. */
  platform(): FakePlatform;
  origin(): string;
  /** A page of its own, without cookies. */
  open(path: string, options?: OpenOptions): Promise<OpenPage>;
}

/** The console as it is built, served beside a platform that remembers, in a real browser: for the tests of the calling `describe`. */
export function useBuiltConsole(): BuiltConsole {
  let dir: string;
  let browser: Browser;
  let platform: FakePlatform;
  let server: TestServer | undefined;
  const origin = (): string => server?.origin ?? '';

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

  return {
    platform: () => platform,
    origin,
    async open(path, { locale = 'en-US', width = 1280, height = 860, reduced = false } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale,
        reducedMotion: reduced ? 'reduce' : 'no-preference',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(STEP_TIMEOUT_MS);
      const complaints = complaintsOf(page, origin());
      await page.goto(origin() + path);
      return { page, complaints, close: () => context.close() };
    },
  };
}

function complaintsOf(page: Page, origin: string): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol.startsWith('http'))
      complaints.push(`leaves the origin: ${url.href}`);
  });
  return complaints;
}
