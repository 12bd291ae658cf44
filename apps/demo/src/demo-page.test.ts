import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumMissing, launchChromium } from '../../../tools/chromium.ts';
import { buildDemoPage } from './build.ts';
import { loadDemoAssets } from './demo-assets.ts';
import type { DspStats } from './dsp/counters.ts';
import type { DemoState } from './page/state.ts';
import { type MinimalServer, startMinimalServer } from './testing/minimal-auction-server.ts';

const missing = chromiumMissing();

let pageDir = '';
beforeAll(async () => {
  pageDir = await mkdtemp(join(tmpdir(), 'demo-page-'));
  await buildDemoPage({ outDir: pageDir });
});
afterAll(() => rm(pageDir, { recursive: true, force: true }));

describe('buildDemoPage', () => {
  it('bundles Prebid.js with its Prebid Server adapter and consent modules, and names no outside host', async () => {
    const assets = await loadDemoAssets(pageDir);
    const scripts = [...assets]
      .filter(([path]) => path.endsWith('.js'))
      .map(([, { body }]) => body.toString());
    const all = scripts.join('\n');
    for (const part of ['prebidServer', 'consentManagement', 'seatnonbid', '11.36.0'])
      expect(all).toContain(part);
    expect(all).not.toContain('cdn.jsdelivr.net');
  });

  it('can be served from memory, page, landing page, media and scripts', async () => {
    const assets = await loadDemoAssets(pageDir);
    for (const path of [
      '/demo',
      '/demo/',
      '/demo/landing',
      '/demo/spot-ride.webm',
      '/demo/spot-glass.webm',
      '/demo/native-ride.svg',
    ]) {
      expect(assets.get(path)?.body.length, path).toBeGreaterThan(100);
    }
    const page = assets.get('/demo')?.body.toString() ?? '';
    const linked = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(linked.length).toBeGreaterThan(1);
    for (const path of linked) expect(assets.has(path), path).toBe(true);
    expect(assets.get(linked[0] ?? '')?.cacheControl).toContain('immutable');
  });
});

describe.skipIf(missing)(`the demo page in Chromium${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let browser: Browser;
  let server: MinimalServer;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    server = await startMinimalServer(pageDir);
    page = await browser.newPage({ locale: 'en-GB' });
  });
  afterEach(async () => {
    await page.close();
    await server.close();
  });

  const state = () => page.evaluate<DemoState>('window.jianchatDemo.state');
  const settled = async (query: string): Promise<DemoState> => {
    await page.goto(`${server.origin}/demo${query}`);
    await page.waitForFunction('["rendered", "nobid", "error"].includes(window.jianchatDemo?.state.phase)');
    return state();
  };
  const bannerText = () => page.frameLocator('#slot-demo-banner iframe').locator('body').textContent();

  it('shows the bidders’ ads when everything is accepted', async () => {
    const { phase, winners } = await settled('?country=DE&consent=accept');
    expect(phase).toBe('rendered');
    expect(winners.map(({ placement, bidder, rendered }) => [placement, bidder, rendered])).toEqual([
      ['demo-video', 'demo-dsp-b', true],
      ['demo-banner', 'demo-dsp-a', true],
    ]);
    expect(await bannerText()).toContain('Demo Tea');
    await expect
      .poll(() => [...server.notices].sort())
      .toEqual([
        '/notice/bill/demo-dsp-a/banner',
        '/notice/bill/demo-dsp-b/video',
        '/notice/win/demo-dsp-a/banner',
        '/notice/win/demo-dsp-b/video',
      ]);
    const dspStats = server.dsps.endpoints['demo-dsp-b'].replace(/bid$/, 'stats');
    await expect
      .poll(async () => ((await (await fetch(dspStats)).json()) as DspStats).events)
      .toMatchObject({ impression: 1, start: 1 });
  });

  it('closes the banner in: it knows how much of it is in view, and nothing of the page', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await settled('?lang=en&country=DE&consent=accept');
    const element = page.locator('#slot-demo-banner iframe');
    await element.scrollIntoViewIfNeeded();
    const frame = await (await element.elementHandle())?.contentFrame();
    const inFrame = <T>(script: string): Promise<T> => {
      if (!frame) throw new Error('no frame');
      return frame.evaluate<T>(script);
    };
    await expect.poll(() => inFrame<number>('$sf.ext.inViewPercentage()')).toBe(100);
    expect(await inFrame('$sf.ext.geom().self.iv')).toBe(1);
    await page.locator('#panel').getByText('Half in view for a second').waitFor();
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.setViewportSize({ width: 1280, height: 120 });
    await page.evaluate('scrollTo(0, 0)');
    await expect.poll(() => inFrame<number>('$sf.ext.inViewPercentage()')).toBe(0);
    const refused = (script: string) =>
      inFrame<string>(
        `(() => { try { ${script}; return 'allowed'; } catch (error) { return error.name; } })()`,
      );
    expect(await refused('document.cookie')).toBe('SecurityError');
    expect(await refused('localStorage.length')).toBe('SecurityError');
    expect(await refused('parent.document.title')).toBe('SecurityError');
    expect(await refused('top.location.href = "about:blank"')).toBe('SecurityError');
    await page.setViewportSize({ width: 1280, height: 900 });
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.frameLocator('#slot-demo-banner iframe').locator('a').first().click(),
    ]);
    expect(opened.url()).not.toBe(page.url());
    expect(new URL(page.url()).pathname).toBe('/demo');
    await opened.close();
    await inFrame('$sf.ext.close()');
    await element.waitFor({ state: 'detached' });
  });

  it('sends the signals of the chosen visitor and loses the bidders’ higher prices with a refusal', async () => {
    const { winners } = await settled('?country=DE&consent=reject');
    expect(winners.map(({ bidder }) => bidder)).toEqual(['jianchat', 'jianchat']);
    expect(await bannerText()).toContain('lit windows');
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      device: { geo: { country: 'DEU' } },
      regs: { ext: { gdpr: 1 } },
      site: { publisher: { id: 'demo' } },
      tmax: 1000,
      ext: { prebid: { returnallbidstatus: true, targeting: { includewinners: true } } },
    });
    const imps = server.requests[0]?.['imp'] as { id: string; secure: number; ext: { prebid: object } }[];
    expect(imps.map(({ id, secure, ext }) => [id, secure, ext.prebid])).toEqual(
      ['demo-banner', 'demo-video'].map((id) => [
        id,
        0,
        { storedrequest: { id }, bidder: { 'demo-dsp-a': {}, 'demo-dsp-b': {} }, adunitcode: id },
      ]),
    );
    await page.locator('label[for=visit-country-US]').click();
    await page.waitForFunction('window.jianchatDemo?.state.phase === "rendered"');
    await expect.poll(() => server.requests.length).toBe(2);
    expect(server.requests[1]).toMatchObject({
      device: { geo: { country: 'USA' } },
      regs: { gpp_sid: [7], ext: { us_privacy: '1YYN', gpc: '1' } },
    });
    expect(await page.evaluate('document.activeElement.id')).toBe('visit-country-US');
  });

  it('explains who won, from the server’s record once it is there', async () => {
    server.auctionRecord = (id) => ({
      id,
      regime: 'eea',
      reasons: [],
      imps: [
        {
          placement: 'demo-banner',
          currency: 'USD',
          candidates: [
            {
              demand: 'from-the-record',
              demandKind: 'direct',
              priceMicros: 1_230_000,
              outcome: 'won',
              reason: 'won',
              reasonCode: 0,
              latencyMs: 1,
            },
          ],
        },
      ],
      fields: [{ field: 'user.eids', fate: 'dropped', reason: 'regime', clause: 'U1' }],
      disclosures: [{ recipient: 'demo-dsp-a', purposes: ['contextualAds'], fields: ['site.keywords'] }],
    });
    await settled('?lang=zh&country=DE');
    const panel = page.locator('#panel');
    await panel.getByText('from-the-record').waitFor();
    const words = await panel.textContent();
    for (const word of ['谁赢了，为什么', '直投广告', '$1.23', 'demo-dsp-b', 'eea'])
      expect(words).toContain(word);
    await panel.getByText('各竞价方得知了什么').click();
    expect(await panel.locator('.told').textContent()).toContain('site.keywords');
  });

  it('says so when the auction fails, and shows no ad', async () => {
    server.failWith = 503;
    const { phase, error, winners } = await settled('?lang=en');
    expect([phase, error, winners]).toEqual(['error', 'HTTP 503', []]);
    expect(await page.locator('#summary').textContent()).toContain('The auction request failed');
    expect(await page.locator('iframe.ad-frame').count()).toBe(0);
  });

  it('has no sideways scrolling on a narrow screen, and stores nothing on the device', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await settled('?lang=en&country=DE&consent=accept');
    expect(
      await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
    ).toBe(true);
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([
      0,
      0,
      '',
    ]);
  });
});
