import { describe, expect, it } from 'vitest';
import { chromiumMissing } from '../../../tools/chromium.ts';
import { useBuiltConsole } from './built-console.ts';
import { mediaUser } from './fixtures/session.ts';

const missing = chromiumMissing();

describe.skipIf(missing)(
  `a change of the policy, in Chromium${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    const built = useBuiltConsole();

    it('V2: stands above every room, in both languages, until it is put away', async () => {
      built.platform().notices = [
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
      const chinese = await built.open('/report', { locale: 'zh-CN' });
      await chinese.page.getByText('隐私政策将于').waitFor();
      await chinese.close();
      const { page, complaints, close } = await built.open('/');
      const banner = page.getByRole('status').filter({ hasText: 'The privacy policy changes on' });
      await banner.getByText('3 of 5 people').waitFor();
      expect(await banner.getByRole('link', { name: 'Read the new version' }).getAttribute('href')).toBe(
        '/policy?version=2&lang=en',
      );
      await banner.getByRole('button', { name: 'Put away' }).click();
      await banner.waitFor({ state: 'detached' });
      expect([complaints, built.platform().faults]).toEqual([[], []]);
      await close();
    });

    it('V3: lets a person leave who takes their data along and types their address', async () => {
      built.platform().me = mediaUser;
      const { page, complaints, close } = await built.open('/');
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
      expect(built.platform().me).toBeUndefined();
      expect([complaints, built.platform().faults]).toEqual([[], []]);
      await close();
    });
  },
);
