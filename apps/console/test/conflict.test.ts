import { describe, expect, it } from 'vitest';
import { chromiumMissing } from '../../../tools/chromium.ts';
import { useBuiltConsole } from './built-console.ts';

const missing = chromiumMissing();

describe.skipIf(missing)(`two people and one record${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const built = useBuiltConsole();
  const line = () => built.platform().records['line-items'].find(({ id }) => id === 'alpine-winter');

  /** A line item with a new name in its form, which somebody else has saved with another name and priority meanwhile. */
  async function collide(locale = 'en-US') {
    const opened = await built.open('/demand', { height: 900, locale });
    await opened.page
      .getByRole('button', { name: /Winter jackets/ })
      .first()
      .click();
    const drawer = opened.page.getByRole('dialog').first();
    const name = drawer.getByRole('textbox', { name: locale === 'zh-CN' ? '名称' : 'Name', exact: true });
    await name.fill('My winter');
    built.platform().changeBehind('line-items', 'alpine-winter', { name: 'Their winter', priority: 3 });
    await name.press('Enter');
    const conflict = opened.page.getByRole('dialog').nth(1);
    await conflict.getByRole('table').waitFor();
    return { ...opened, drawer, name, conflict };
  }

  it('keeps what was typed, says what differs and who changed it, and goes on as is chosen', async () => {
    const { page, drawer, name, conflict, complaints, close } = await collide();
    const behind = (change: object) => built.platform().changeBehind('line-items', 'alpine-winter', change);
    const button = (label: string) => conflict.getByRole('button', { name: label });
    await conflict.getByText(/Changed by mira@example.com/).waitFor();
    const row = (label: RegExp) => conflict.getByRole('row', { name: label });
    expect(
      await row(/^Name both changed it/)
        .getByRole('cell')
        .allTextContents(),
    ).toEqual(['My winter', 'Their winter']);
    await row(/^Priority they changed it/).waitFor();
    // The keyboard goes back to the form, and what stands in it is still there.
    await page.keyboard.press('Escape');
    await conflict.waitFor({ state: 'hidden' });
    expect(await name.inputValue()).toBe('My winter');
    // Saving over theirs means over what was shown.
    await name.press('Enter');
    await button('Save mine over it').waitFor();
    behind({ name: 'A third winter' });
    await button('Save mine over it').click();
    await conflict.getByText('A third winter').waitFor();
    await button('Load theirs').click();
    expect(await name.inputValue()).toBe('A third winter');
    expect(line()).toMatchObject({ name: 'A third winter', priority: 3 });
    // Both are combined in the form first.
    await name.fill('My last word');
    behind({ priority: 5 });
    await name.press('Enter');
    await button('Combine both').focus();
    await page.keyboard.press('Enter');
    await conflict.waitFor({ state: 'hidden' });
    expect(await name.inputValue()).toBe('My last word');
    expect(line()).toMatchObject({ name: 'A third winter', priority: 5 });
    behind({ priority: 6 });
    await name.press('Enter');
    await button('Save mine over it').click();
    await drawer.waitFor({ state: 'hidden' });
    expect(line()).toMatchObject({ name: 'My last word', priority: 5 });
    expect([...complaints.filter((each) => !each.includes('412')), ...built.platform().faults]).toEqual([]);
    await close();
  });

  it('is told in Chinese and fits a narrow screen', async () => {
    const { page, conflict, close } = await collide('zh-CN');
    await conflict.getByText(/mira@example.com/).waitFor();
    await conflict.getByRole('button', { name: '合并两者' }).waitFor();
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await close();
  });

  it('removes nothing that was changed meanwhile without asking again, and makes nothing over another', async () => {
    const { page, close } = await built.open('/demand?tab=advertisers', { height: 900 });
    const ids = () => built.platform().records.advertisers.map(({ id }) => id);
    await page
      .getByRole('button', { name: /Saffron Foods/ })
      .first()
      .click();
    built.platform().changeBehind('advertisers', 'saffron', { name: 'Changed' });
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const asked = page.getByRole('dialog').nth(1);
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
    await asked.getByText(/Changed by mira@example.com/).waitFor();
    expect(ids()).toContain('saffron');
    // The button that was pressed lost the focus while it worked; the keyboard still closes the dialog, and it alone.
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
    await asked.getByRole('button', { name: 'Remove it all the same' }).click();
    await asked.waitFor({ state: 'hidden' });
    expect(ids()).not.toContain('saffron');
    await page.getByRole('button', { name: 'New advertiser' }).click();
    const drawer = page.getByRole('dialog');
    const [advertiser] = built.platform().records.advertisers;
    await drawer.getByRole('textbox', { name: 'Id', exact: true }).fill(advertiser?.id ?? '');
    await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('Another');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.getByText('There is one with this id already; nothing was saved').waitFor();
    await drawer.getByRole('button', { name: 'Cancel' }).click();
    await drawer.waitFor({ state: 'hidden' });
    // Another id typed over a record's makes another record.
    await page
      .getByRole('button', { name: /Alpine/ })
      .first()
      .click();
    await drawer.getByText('As JSON').click();
    const json = drawer.getByRole('textbox', { name: 'As JSON' });
    await json.fill(JSON.stringify({ ...JSON.parse(await json.inputValue()), id: 'alpine-two' }));
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.waitFor({ state: 'hidden' });
    expect(ids()).toEqual(expect.arrayContaining(['alpine', 'alpine-two']));
    // Who removes what is gone already is told so.
    await page
      .getByRole('button', { name: /Alpine/ })
      .first()
      .click();
    await drawer.getByText('As JSON').waitFor();
    built.platform().records.advertisers = [];
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText(/^Somebody else had removed alpine\S* already/).waitFor();
    await drawer.waitFor({ state: 'hidden' });
    await close();
  });

  it('holds the settings of the host to the same', async () => {
    const { page, close } = await built.open('/configuration', { height: 900 });
    const input = page.getByRole('textbox', { name: /Data cent(re|er)/ });
    await input.fill('here');
    const platform = built.platform();
    platform.host = { datacenter: 'there', statusText: 'up', revision: 7 };
    await page.getByRole('button', { name: 'Save' }).click();
    const conflict = page.getByRole('dialog');
    await conflict.getByRole('cell', { name: 'there' }).waitFor();
    await conflict.getByRole('button', { name: 'Combine both' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => platform.host).toMatchObject({ datacenter: 'here', statusText: 'up' });
    await close();
  });
});
