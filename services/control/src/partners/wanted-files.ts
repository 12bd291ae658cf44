import { authorises, isDomain, parseAdsTxt, parseSellersJson, parseVendorList } from '@jianchat/supply-chain';
import type { Supply } from '../configuration/read-configuration.ts';
import { mediaFiles } from './media-files.ts';
import type { KnownFile, WantedFile } from './registry-files.ts';
import { ASKED_MAX, foundSellers, isAsked } from './sellers-found.ts';

export interface Wanting {
  readonly vendors: ReadonlySet<number>;
  /** Sellers of supply chains, by the system they sell through. */
  readonly chainSellers: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is known already: one file may lead to another. */
  readonly files: ReadonlyMap<string, KnownFile>;
}

/** Systems of supply chains that are looked into, those of the latest chains first: clients make them up. */
const CHAIN_SYSTEMS_MAX = 1_000;

/** The public files on which something of a configuration, or a supply chain that came, depends: ours first. */
export function wantedFiles(file: Supply, { vendors, chainSellers, files }: Wanting): readonly WantedFile[] {
  const wanted = new Map<string, WantedFile>();
  const { vendorListUrl, schainNode } = file.host ?? {};
  if (vendorListUrl !== undefined && vendors.size > 0)
    wanted.set(vendorListUrl, vendorListFile(vendorListUrl, vendors));
  const sellers = new Map<string, Set<string>>();
  const ask = (domain: string, ids: Iterable<string>): void => {
    const url = sellersUrl(domain);
    const asked = sellers.get(url) ?? new Set();
    for (const id of ids) if (asked.size < ASKED_MAX) asked.add(id);
    sellers.set(url, asked);
  };
  for (const { enabled, settings } of file.bidders)
    if (enabled && settings.seller) ask(settings.seller.domain, [settings.seller.id]);
  if (schainNode !== undefined)
    for (const { wanted: urls } of mediaFiles(file, files))
      for (const url of urls)
        wanted.set(url, adsTxtFile(url, { domain: schainNode.asi, seller: schainNode.sid }));
  const ours = sellers.size;
  for (const [domain, ids] of chainSellers)
    if (isDomain(domain) && (sellers.size - ours < CHAIN_SYSTEMS_MAX || sellers.has(sellersUrl(domain))))
      ask(domain, ids);
  for (const [url, asked] of sellers) wanted.set(url, sellersJsonFile(url, [...asked]));
  return [...wanted.values()];
}

export const sellersUrl = (domain: string): string => `https://${domain.toLowerCase()}/sellers.json`;

const vendorListFile = (url: string, vendors: ReadonlySet<number>): WantedFile => ({
  url,
  kind: 'vendorList',
  read(content) {
    const reading = parseVendorList(jsonOf(content), vendors);
    if (!reading.ok) return undefined;
    return {
      version: reading.version,
      asked: [...vendors],
      vendors: Object.fromEntries(
        Array.from(reading.vendors, ([id, vendor]) => [
          id,
          {
            purposes: [...vendor.purposes],
            legitimateInterests: [...vendor.legitimateInterests],
            specialFeatures: [...vendor.specialFeatures],
            deleted: vendor.deleted,
          },
        ]),
      ),
    };
  },
});

const sellersJsonFile = (url: string, asked: readonly string[]): WantedFile => ({
  url,
  kind: 'sellersJson',
  read(content) {
    const reading = parseSellersJson(jsonOf(content));
    return reading.ok ? foundSellers(reading.sellers, asked) : undefined;
  },
  answers: (found) => asked.every((id) => isAsked(found, id)),
});

/** Domains kept of one file, at most. */
const DOMAINS_MAX = 50;

/** @param own as our node stands in the supply chain that bidders see: they look for exactly this in the file. */
const adsTxtFile = (url: string, own: { domain: string; seller: string }): WantedFile => ({
  url,
  kind: 'adsTxt',
  read(content) {
    const file = parseAdsTxt(content);
    // A page of HTML under this address, as servers answer what they lack, is no file.
    if (file.lines.length === 0 && file.unreadable > 0) return undefined;
    const { ownerDomain, managerDomains, subdomains, partnerDomains } = file;
    return {
      asked: `${own.domain} ${own.seller}`,
      authorises: authorises(file, own),
      lines: file.lines.length,
      ...(ownerDomain !== undefined && { ownerDomain }),
      managerDomains: managerDomains.map(({ domain }) => domain).slice(0, DOMAINS_MAX),
      subdomains: subdomains.filter(isDomain).slice(0, DOMAINS_MAX),
      partnerDomains: partnerDomains.filter(isDomain).slice(0, DOMAINS_MAX),
    };
  },
  answers: (found) => found['asked'] === `${own.domain} ${own.seller}`,
});

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
