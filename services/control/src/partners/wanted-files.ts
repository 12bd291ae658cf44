import { authorises, isDomain, parseAdsTxt, parseSellersJson, parseVendorList } from '@jianchat/supply-chain';
import type { Supply } from '../configuration/read-configuration.ts';
import type { KnownFile, WantedFile } from './registry-files.ts';

/** The public files on which something of a configuration depends. */
export function wantedFiles(file: Supply, vendors: ReadonlySet<number>): readonly WantedFile[] {
  const wanted = new Map<string, WantedFile>();
  const { vendorListUrl, schainNode } = file.host ?? {};
  if (vendorListUrl !== undefined && vendors.size > 0)
    wanted.set(vendorListUrl, vendorListFile(vendorListUrl, vendors));
  const sellers = Map.groupBy(
    file.bidders.flatMap(({ enabled, settings: { seller } }) => (enabled && seller ? [seller] : [])),
    ({ domain }) => sellersUrl(domain),
  );
  for (const [url, ours] of sellers) wanted.set(url, sellersJsonFile(url, new Set(ours.map(({ id }) => id))));
  if (schainNode !== undefined)
    for (const { url } of mediaFiles(file))
      wanted.set(url, adsTxtFile(url, { domain: schainNode.asi, seller: schainNode.sid }));
  return [...wanted.values()];
}

export const sellersUrl = (domain: string): string => `https://${domain.toLowerCase()}/sellers.json`;

/** Where the media's owners say who may sell: ads.txt for sites, app-ads.txt on the domain of an app's developer. */
export function mediaFiles(file: Supply): readonly { readonly media: string; readonly url: string }[] {
  return file.media.flatMap(({ id, kind, domain, enabled }) =>
    enabled && domain !== undefined && isDomain(domain)
      ? [{ media: id, url: `https://${domain}/${kind === 'site' ? 'ads.txt' : 'app-ads.txt'}` }]
      : [],
  );
}

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

const sellersJsonFile = (url: string, ours: ReadonlySet<string>): WantedFile => ({
  url,
  kind: 'sellersJson',
  read(content) {
    const reading = parseSellersJson(jsonOf(content));
    return reading.ok
      ? { asked: [...ours], listed: [...ours].filter((id) => reading.sellers.has(id)) }
      : undefined;
  },
});

/** @param own as our node stands in the supply chain that bidders see: they look for exactly this in the file. */
const adsTxtFile = (url: string, own: { domain: string; seller: string }): WantedFile => ({
  url,
  kind: 'adsTxt',
  read(content) {
    const file = parseAdsTxt(content);
    // A page of HTML under this address, as servers answer what they lack, is no file.
    if (file.lines.length === 0 && file.unreadable > 0) return undefined;
    const { ownerDomain, managerDomains } = file;
    return {
      asked: `${own.domain} ${own.seller}`,
      authorises: authorises(file, own),
      lines: file.lines.length,
      ...(ownerDomain !== undefined && { ownerDomain }),
      managerDomains: managerDomains.map(({ domain }) => domain),
    };
  },
});

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** Whether a media's file authorises us as our node stands now; null where that isn't known. */
export function authorisation(known: KnownFile | undefined, { host }: Supply): boolean | null {
  const node = host?.schainNode;
  const { asked, authorises: found } = known?.found ?? {};
  // A file that was read for another node says nothing of this one.
  return node !== undefined && asked === `${node.asi} ${node.sid}` && typeof found === 'boolean'
    ? found
    : null;
}
