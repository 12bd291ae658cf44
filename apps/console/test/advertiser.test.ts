import { describe, expect, it } from 'vitest';
import { chromiumMissing } from '../../../tools/chromium.ts';
import { useBuiltConsole } from './built-console.ts';
import { advertiserUser } from './fixtures/session.ts';

const missing = chromiumMissing();

describe.skipIf(missing)(`an advertiser in the console${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const built = useBuiltConsole();

  it('finds its campaigns and nothing that is not for it, and asks for nothing else', async () => {
    const platform = built.platform();
    platform.me = advertiserUser;
    const { page, complaints, close } = await built.open('/', { height: 900 });
    await page.getByRole('heading', { name: 'Demand' }).waitFor();
    const rooms = page.getByRole('navigation').getByRole('link');
    expect((await rooms.allTextContents()).filter((text) => text !== 'Demo page')).toEqual([
      'Demand',
      'Policy',
    ]);
    expect(await page.getByRole('tab').allTextContents()).toEqual([
      'Line items',
      'Delivery',
      'Orders',
      'Creatives',
      'Advertisers',
      'Report',
    ]);
    await page
      .getByRole('button', { name: /Winter jackets/ })
      .first()
      .click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    expect(await drawer.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await drawer.getByRole('button', { name: 'Close' }).first().click();
    await page.getByRole('tab', { name: 'Advertisers' }).click();
    await page
      .getByRole('button', { name: /Alpine/ })
      .first()
      .click();
    await drawer.getByText(/^jcv_/).first().waitFor();
    expect(await drawer.getByRole('button', { name: /Revoke|New key/ }).count()).toBe(0);
    await drawer.getByRole('button', { name: 'Close' }).first().click();
    await page.getByRole('tab', { name: 'Report' }).click();
    await page.getByRole('cell', { name: '18,400' }).waitFor();
    expect([...complaints, ...platform.faults]).toEqual([]);
    await close();
  });

  it('is chosen by an operator for its report, which says so where there is none to choose', async () => {
    const platform = built.platform();
    const { page, complaints, close } = await built.open('/demand?tab=report');
    await page.getByRole('cell', { name: '18,400' }).waitFor();
    platform.empty.add('/api/advertisers');
    await page.reload();
    await page.getByText('No advertisers yet').waitFor();
    expect(await page.getByRole('link', { name: 'CSV' }).count()).toBe(0);
    expect([...complaints, ...platform.faults]).toEqual([]);
    platform.failing.add('/api/advertisers');
    await page.reload();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await close();
  });
});
