import { BlockList, isIP } from 'node:net';

/**
 * Networks that say nothing about where a person is, and where nobody outside has anything to be fetched from: private, loopback,
 * link-local, reserved, multicast. A list for each version: in one, the network of IPv4 addresses mapped into IPv6 would stand for every
 * IPv4 address.
 */
const INSIDE_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const;
const INSIDE_6 = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const;

const PRIVATE_4 = new BlockList();
const PRIVATE_6 = new BlockList();
for (const [net, bits] of INSIDE_6) PRIVATE_6.addSubnet(net, bits, 'ipv6');
for (const [net, bits] of INSIDE_4) {
  PRIVATE_4.addSubnet(net, bits, 'ipv4');
  const [a = 0, b = 0, c = 0, d = 0] = net.split('.').map(Number);
  // NAT64 and 6to4 lead to the IPv4 address that stands in theirs (RFC 6052, RFC 3056).
  PRIVATE_6.addSubnet(`64:ff9b::${net}`, 96 + bits, 'ipv6');
  PRIVATE_6.addSubnet(`2002:${pair(a, b)}:${pair(c, d)}::`, 16 + bits, 'ipv6');
}

/** Whether an address is one of the public internet. */
export function isPublicIp(ip: string): boolean {
  const version = isIP(ip);
  if (version === 4) return !PRIVATE_4.check(ip, 'ipv4');
  return version === 6 && !PRIVATE_6.check(ip, 'ipv6');
}

function pair(high: number, low: number): string {
  return (high * 256 + low).toString(16);
}
