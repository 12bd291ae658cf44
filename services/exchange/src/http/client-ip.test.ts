import { expect, it } from 'vitest';
import { clientIp } from './client-ip.ts';

const PEER = '198.51.100.9';
const THROUGH_PROXY = { 'x-forwarded-for': '203.0.113.1, 203.0.113.7' };

it.each([
  ['a direct connection', {}, false, PEER],
  ['a direct connection, though a proxy would be trusted', {}, true, PEER],
  ['a trusted proxy: what it saw itself', THROUGH_PROXY, true, '203.0.113.7'],
  ['a proxy nobody vouches for', THROUGH_PROXY, false, undefined],
  ['a proxy that only names itself', { via: '1.1 edge' }, false, undefined],
  ['a proxy by the standard header', { forwarded: 'for=203.0.113.7' }, false, undefined],
] as const)('the address behind %s', (_what, headers, trusted, expected) => {
  expect(clientIp({ headers, socket: { remoteAddress: PEER } }, trusted)).toBe(expected);
});

it('is written as IPv4 where it is one', () => {
  expect(clientIp({ headers: {}, socket: { remoteAddress: `::ffff:${PEER}` } }, false)).toBe(PEER);
});
