import { createRequire } from 'node:module';
import { BlockList, isIP } from 'node:net';
import { type CountryResponse, open } from 'maxmind';

/**
 * Country of an IP address from the database that comes with the package (WHOIS/ASN-based, CC0). The address is used in memory
 * only. ISO 3166-1 alpha-2, undefined where unknown (private and loopback addresses among them).
 */
export type CountryLookup = (ip: string) => string | undefined;

interface CountryRow {
  readonly country_code?: string;
}

export async function openCountryLookup(): Promise<CountryLookup> {
  const folder = createRequire(import.meta.url).resolve(
    '@ip-location-db/geo-whois-asn-country-mmdb/package.json',
  );
  const reader = await open<CountryResponse & CountryRow>(
    folder.replace(/package\.json$/, 'geo-whois-asn-country.mmdb'),
    {
      cache: { max: 10_000 },
    },
  );
  return (ip) => {
    const address = isMapped(ip) ? ip.slice(MAPPED.length) : ip;
    const version = isIP(address);
    if (version === 0 || NOBODYS.check(address, version === 6 ? 'ipv6' : 'ipv4')) return undefined;
    return reader.get(address)?.country_code;
  };
}

/** An IPv4 address as a dual-stack socket writes it: the law of its place holds all the same. */
const MAPPED = '::ffff:';
const isMapped = (ip: string): boolean => ip.toLowerCase().startsWith(MAPPED) && ip.includes('.');

/** Networks for documentation (RFC 5737, RFC 3849): registered somewhere, but nobody is there. */
const NOBODYS = new BlockList();
for (const net of ['192.0.2.0', '198.51.100.0', '203.0.113.0']) NOBODYS.addSubnet(net, 24, 'ipv4');
NOBODYS.addSubnet('2001:db8::', 32, 'ipv6');
