import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPrebidCheck } from '@jianchat/demo/prebid-check';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, launchChromium, PERSON_USER_AGENT } from '../../../tools/chromium.ts';
import { gppUsNational, tcString, usPrivacy } from '../../demo/src/page/consent-strings.ts';
import type { PageView, Seen } from '../../demo/src/page/prebid-check/page-view.ts';
import { until } from './testing/api-client.ts';
import { type PlatformProcess, startPlatformProcess } from './testing/platform-process.ts';
import { BROWSER_ID, type PrebidPartner, startPrebidPartner } from './testing/prebid-partner.ts';

const missing = chromiumMissing();
const ACCOUNT = 'prebid-site';
const BIDDER = 'partner';

describe.skipIf(missing)(`Prebid.js in Chromium${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let folder: string;
  let platform: PlatformProcess;
  let partner: PrebidPartner;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jianchat prebid '));
    await buildPrebidCheck(join(folder, 'page'));
    partner = await startPrebidPartner(join(folder, 'page'));
    const configuration = join(folder, 'configuration.json');
    writeFileSync(configuration, JSON.stringify(siteWith(partner.origin)));
    platform = await startPlatformProcess({
      dataFolder: join(folder, 'data'),
      args: ['--no-demo', '--import', configuration],
    });
    browser = await launchChromium();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
    partner?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const context = () => browser.newContext({ userAgent: PERSON_USER_AGENT });
  const view = async (in_: BrowserContext, given: Pick<PageView, 'country' | 'consent'>) => {
    const page = await in_.newPage();
    await page.goto(`${partner.origin}/page/`);
    const wanted: PageView = { server: platform.url, account: ACCOUNT, bidders: [BIDDER], ...given };
    const seen = await page.evaluate<Record<string, Seen>>(`window.viewPage(${JSON.stringify(wanted)})`);
    return { page, seen };
  };
  const events = async (outcome: string): Promise<number> => {
    const text = await (await fetch(`${platform.url}/metrics`)).text();
    return Number(
      new RegExp(`^jianchat_events_total\\{outcome="${outcome}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0,
    );
  };

  it('U2: shows banner, video and native of a partner, and reports their wins and impressions', async () => {
    const own = await context();
    const { page, seen } = await view(own, { country: 'USA', consent: {} });
    expect(Object.values(seen).map(({ bidder, mediaType, cpm }) => [bidder, mediaType, cpm])).toEqual([
      [BIDDER, 'banner', 9],
      [BIDDER, 'video', 9],
      [BIDDER, 'native', 9],
    ]);
    expect(seen['banner']?.targeting).toMatchObject({ hb_bidder: BIDDER, hb_size: '300x250' });
    expect(seen['video']?.vastXml).toContain(`${platform.url}/e/`);
    expect(seen['native']?.native).toEqual(['A native headline']);
    const banner = page.frameLocator('#banner');
    await expect.poll(() => banner.locator('body').innerHTML()).toContain('A partner’s banner');
    // Three wins, and the banner's impression; video and native count theirs where they are played and drawn.
    await until(
      () => events('recorded'),
      (count) => count >= 4,
    );
    // Prebid.js puts the notice of a banner beside it; a player's and a template's own are theirs to send.
    await expect.poll(() => partner.notices).toEqual(['/notice/win/0']);
    await own.close();
  });

  it('U1 S2: passes the consent of each standard on, as the site’s platform gives it', async () => {
    const own = await context();
    partner.take();
    const tcf = tcString({ accepted: true, nowMs: Date.now() });
    await view(own, { country: 'DEU', consent: { tcf } });
    const gpp = gppUsNational({ optedOut: true });
    const usp = usPrivacy({ optedOut: true });
    await view(own, { country: 'USA', consent: { gpp: { text: gpp, sections: [7] }, usp } });
    const [european, american] = partner.take();
    expect(european?.user?.consent ?? european?.user?.ext?.consent).toBe(tcf);
    expect(JSON.stringify(european?.regs)).toContain('"gdpr":1');
    expect(JSON.stringify(american?.regs)).toContain(gpp);
    expect(JSON.stringify(american?.regs)).toContain(usp);
    await own.close();
  });

  it('S2 K6: lets a partner know its own browser again once synced, and only with consent', async () => {
    const own = await context();
    const accepted = { country: 'DEU', consent: { tcf: tcString({ accepted: true, nowMs: Date.now() }) } };
    await view(own, accepted);
    await until(
      async () => own.cookies(),
      (cookies) => cookies.some(({ name }) => name === 'uids'),
    );
    partner.take();
    await view(own, accepted);
    expect(partner.take()[0]?.user?.buyeruid).toBe(BROWSER_ID);
    // The same browser after a refusal: the cookie is there, and nobody is told.
    await view(own, {
      country: 'DEU',
      consent: { tcf: tcString({ accepted: false, nowMs: Date.now() }) },
    });
    expect(JSON.stringify(partner.take())).not.toContain(BROWSER_ID);
    await own.close();

    const refusing = await context();
    await view(refusing, {
      country: 'DEU',
      consent: { tcf: tcString({ accepted: false, nowMs: Date.now() }) },
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await refusing.cookies()).filter(({ name }) => name === 'uids')).toEqual([]);
    await refusing.close();
  });
});

/** A site's account and the partner, under a contract that lets it know browsers with consent. */
const siteWith = (partner: string) => ({
  accounts: [{ id: ACCOUNT, name: 'A site with Prebid.js' }],
  media: [{ id: 'prebid-page', account: ACCOUNT, kind: 'site', domain: '127.0.0.1' }],
  bidders: [
    {
      id: BIDDER,
      endpoint: `${partner}/bid`,
      contract: 'demo-dsp-a',
      timeoutMs: 2_000,
      userSync: {
        redirect: { url: `${partner}/sync?r={{redirect_url}}`, userMacro: '$UID' },
      },
    },
  ],
});
