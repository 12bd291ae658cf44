import { BlockList, isIP } from 'node:net';

/**
 * Networks that say nothing about where a person is: private, loopback, link-local. A list for each version: in one, the network of
 * IPv4 addresses mapped into IPv6 would stand for every IPv4 address.
 */
const PRIVATE_4 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE_4.addSubnet(net, bits, 'ipv4');
const PRIVATE_6 = new BlockList();
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['::ffff:0:0', 96],
] as const)
  PRIVATE_6.addSubnet(net, bits, 'ipv6');

/** Whether an address is one of the public internet. */
export function isPublicIp(ip: string): boolean {
  const version = isIP(ip);
  if (version === 4) return !PRIVATE_4.check(ip, 'ipv4');
  return version === 6 && !PRIVATE_6.check(ip, 'ipv6');
}
