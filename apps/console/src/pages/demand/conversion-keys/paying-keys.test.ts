import { expect, it } from 'vitest';
import { hasPayingKey } from './paying-keys.ts';

const key = (use: 'server' | 'page', revokedOn: string | null = null) => ({
  ...{
    id: use,
    prefix: 'jcv_',
    advertiser: 'adv',
    use,
    createdOn: '2026-11-24',
    lastUsedOn: null,
    revokedOn,
  },
});
const advertiser = (conversions: object) =>
  ({ id: 'adv', name: 'Adv', conversions }) as unknown as Parameters<typeof hasPayingKey>[0]['advertiser'];
const cost = { model: 'cpa', conversionMicros: 5 };

it.each([
  ['no key', {}, {}, [], false],
  ['a page’s', {}, {}, [key('page')], false],
  ['a server’s', {}, {}, [key('server')], true],
  ['a server’s that was revoked', {}, {}, [key('server', '2026-11-25')], false],
  ['a server’s kept elsewhere', {}, { keys: [{ use: 'server', hash: 'a' }] }, [], true],
  ['a page’s that the line item trusts', { paidBy: 'any' }, {}, [key('page')], true],
  ['a page’s that the advertiser trusts', {}, { paidBy: 'any' }, [key('page')], true],
  ['a page’s that only others trust', { paidBy: 'server' }, { paidBy: 'any' }, [key('page')], false],
] as const)('of %s is paid for as the platform does', (_, own, conversions, made, pays) => {
  expect(
    hasPayingKey({ cost: { ...cost, ...own }, advertiser: advertiser(conversions), made: [...made] }),
  ).toBe(pays);
});
