import { describe, expect, it } from 'vitest';
import { chromiumMissing } from '../../../tools/chromium.ts';
import { useBuiltConsole } from './built-console.ts';

const missing = chromiumMissing();

describe.skipIf(missing)(
  `delivery against goals in Chromium${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    const built = useBuiltConsole();

    it('shows who is behind first, and one over its days, in both languages and in the dark', async () => {
      const { page, complaints, close } = await built.open('/demand?tab=delivery');
      const table = page.getByRole('table', { name: 'Delivery' });
      await table.waitFor();
      expect(await table.getByRole('row').nth(1).textContent()).toContain('alpine-winterBehind');
      await page.getByRole('progressbar', { name: '421,300 of 1,200,000, 620,000 due by now' }).waitFor();
      await table.getByRole('button', { name: 'Winter jackets' }).click();
      const chart = 'Delivered and planned, summed up by day: 421,300 delivered, 620,000 planned by now';
      await page.getByRole('img', { name: chart }).waitFor();
      expect(new URL(page.url()).search).toContain('open=alpine-winter');
      await page.getByRole('button', { name: 'Colour scheme' }).click();
      await page.getByRole('menuitem', { name: 'Dark' }).click();
      await page.getByRole('button', { name: 'Language' }).click();
      await page.getByRole('menuitem', { name: '中文' }).click();
      await page.getByRole('img', { name: /^逐日累计的完成量与计划量/ }).waitFor();
      await page.getByRole('button', { name: '所有订单项' }).click();
      await page.getByRole('table', { name: '投放进度' }).waitFor();
      expect([complaints, built.platform().faults]).toEqual([[], []]);
      await close();
    });

    it('is reached from a line item, whose form shows the same picture', async () => {
      const { page, complaints, close } = await built.open('/demand');
      await page.getByRole('button', { name: 'Winter jackets' }).click();
      await page.getByRole('img', { name: /^Delivered and planned, summed up/ }).waitFor();
      await page.getByRole('link', { name: 'Show its delivery' }).click();
      await page.getByRole('heading', { name: 'Delivery of alpine-winter' }).waitFor();
      expect([complaints, built.platform().faults]).toEqual([[], []]);
      await close();
    });

    it('archives a line item that has delivered where it can’t be removed, and shows it when asked', async () => {
      const { page, complaints, close } = await built.open('/demand');
      await page.getByRole('button', { name: 'Winter jackets' }).click();
      await page.getByRole('button', { name: 'Remove' }).click();
      await page
        .getByRole('dialog', { name: 'Remove alpine-winter?' })
        .getByRole('button', { name: 'Remove' })
        .click();
      const dialog = page.getByRole('dialog', { name: 'Archive alpine-winter instead?' });
      await dialog.waitFor();
      built.platform().changeBehind('line-items', 'alpine-winter', { priority: 7 });
      await dialog.getByRole('button', { name: 'Archive' }).click();
      await page.getByText('alpine-winter is archived.').waitFor();
      expect(built.platform().records['line-items'].find(({ id }) => id === 'alpine-winter')).toMatchObject({
        ...{ archived: true, priority: 7 },
      });
      const jackets = page.getByRole('button', { name: 'Winter jackets' });
      await jackets.waitFor({ state: 'hidden' });
      await page.getByRole('switch', { name: 'Archived (1)' }).click();
      await jackets.waitFor();
      expect(await page.getByRole('row').nth(1).textContent()).toContain('Archived');
      expect([complaints.filter((each) => !each.includes('409')), built.platform().faults]).toEqual([[], []]);
      await close();
    });

    it('says when nothing is booked, and when the store does not answer', async () => {
      built.platform().empty.add('/api/delivery');
      const { page, close } = await built.open('/demand?tab=delivery');
      await page.getByText('Nothing is booked yet').waitFor();
      built.platform().failing.add('/api/delivery');
      await page.reload();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      await close();
    });
  },
);
