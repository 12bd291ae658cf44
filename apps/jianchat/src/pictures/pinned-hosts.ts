import { BlockList, isIP } from 'node:net';

/** Networks of this host and its neighbours: a creative has no business there. */
const INNER = new BlockList();
for (const [net, bits, version] of [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
] as const)
  INNER.addSubnet(net, bits, version);

/**
 * Rules for Chromium's resolver that bind each host to one public IPv4 address found now, so that a name can't come to mean a neighbour
 * later. Hosts without one, and hosts written as an address, get no rule.
 */
export async function pinnedHosts(
  hosts: readonly string[],
  lookUp: (host: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const rules = await Promise.all(
    hosts.map(async (host) => {
      if (!/^[a-z0-9.-]+$/.test(host) || isIP(host) !== 0) return undefined;
      const addresses = await lookUp(host).catch(() => []);
      // One inner address among them makes the name suspect as a whole.
      const isPublic = addresses.every((address) => isIP(address) === 4 && !INNER.check(address, 'ipv4'));
      return isPublic && addresses[0] !== undefined ? `MAP ${host} ${addresses[0]}` : undefined;
    }),
  );
  return rules.filter((rule) => rule !== undefined);
}
