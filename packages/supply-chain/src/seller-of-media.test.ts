import { expect, it } from 'vitest';
import { isSellerOfMedia } from './seller-of-media.ts';

const file = { domain: 'news.example.com', ownerDomain: undefined, managerDomains: [] };

it('the owner of a media is whom its file names, else its own site; managers sell for it', () => {
  expect(isSellerOfMedia('example.com', file)).toBe(true);
  expect(isSellerOfMedia('house.co.uk', file)).toBe(false);
  expect(isSellerOfMedia('media.house.co.uk', { ...file, ownerDomain: 'house.co.uk' })).toBe(true);
  expect(isSellerOfMedia('example.com', { ...file, ownerDomain: 'house.co.uk' })).toBe(false);
  expect(
    isSellerOfMedia('sales.com', {
      ...file,
      ownerDomain: 'house.co.uk',
      managerDomains: ['a.net', 'sales.com'],
    }),
  ).toBe(true);
  expect(isSellerOfMedia(undefined, file)).toBeUndefined();
});
