import { expect, it } from 'vitest';
import { isPublicIp } from './public-ip.ts';

it.each([
  '8.8.8.8',
  '93.184.216.34',
  '2001:4860:4860::8888',
  '2a00:1450::1',
  '64:ff9b::8.8.8.8',
  '2002:808:808::1',
])('%s is of the public internet', (ip) => {
  expect(isPublicIp(ip)).toBe(true);
});

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
  '::127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '2002:7f00:1::1',
  'fec0::1',
  'ff02::1',
  '192.0.0.8',
  '198.19.0.1',
  '224.0.0.1',
  '255.255.255.255',
])('%s says nothing of where a person is', (ip) => {
  expect(isPublicIp(ip)).toBe(false);
});
