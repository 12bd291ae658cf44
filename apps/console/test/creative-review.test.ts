import { describe, expect, it } from 'vitest';
import { chromiumMissing } from '../../../tools/chromium.ts';
import { useBuiltConsole } from './built-console.ts';

const missing = chromiumMissing();

describe.skipIf(missing)(
  `the queue of creatives in Chromium${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    const built = useBuiltConsole();

    it('is walked and decided by keys, with a reason for a rejection', async () => {
      const platform = built.platform();
      const { page, complaints } = await built.open('/review');
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
