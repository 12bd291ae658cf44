import { expect, it } from 'vitest';
import { isPublicIp } from './public-ip.ts';

it.each(['8.8.8.8', '93.184.216.34', '2001:4860:4860::8888', '2a00:1450::1'])(
  '%s is of the public internet',
  (ip) => {
    expect(isPublicIp(ip)).toBe(true);
  },
);

it.each([
  '',
  'x',
  '127.0.0.1',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.1.1',
  '172.16.0.1',
  '192.168.1.1',
  '::1',
  'fd00::1',
  'fe80::1',
  '::ffff:8.8.8.8',
])('%s says nothing of where a person is', (ip) => {
  expect(isPublicIp(ip)).toBe(false);
});
