import { createRequire } from 'node:module';
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
    try {
      return reader.get(ip)?.country_code;
    } catch {
      return undefined; // not an IP address
    }
  };
}
