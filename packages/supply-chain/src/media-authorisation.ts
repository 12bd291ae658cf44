import { rootDomain } from './root-domain.ts';

/** What is known of one ads.txt or app-ads.txt, as far as it is about us. */
export interface KnownAdsTxt {
  /** Whether it lets us sell. */
  readonly authorises: boolean;
  /** `SUBDOMAIN` and `INVENTORYPARTNERDOMAIN` of it. */
  readonly subdomains: readonly string[];
  readonly partnerDomains: readonly string[];
}

/** `absent`: asked for, and there is none; undefined: not known. */
export type AdsTxtAt = (domain: string) => KnownAdsTxt | 'absent' | undefined;

/** Partner domains that are looked at, at most, of one file. */
const PARTNERS_MAX = 10;

export interface MediaAuthorisation {
  /** Whose file decides: the root domain's, or the media's own where the root refers to it or has none. */
  readonly domain: string;
  /** Null where that is not known. */
  readonly authorises: boolean | null;
  /** Domains whose files are wanted to tell it. */
  readonly wanted: readonly string[];
}

/**
 * Whether a media's owner lets us sell it (ads.txt 1.1): the file of the root domain counts, that of a subdomain where the root refers to it by
 * `SUBDOMAIN` or has no file, and besides those of inventory partners, who may sell parts of it (`INVENTORYPARTNERDOMAIN`). Every file that
 * counts must be known before it is said that none lets us.
 */
export function mediaAuthorisation(media: string, fileAt: AdsTxtAt): MediaAuthorisation {
  const own = media.toLowerCase().replace(/^www\./, '');
  const root = rootDomain(own);
  const rootFile = fileAt(root);
  const isReferred =
    own !== root &&
    (rootFile === 'absent' || (typeof rootFile === 'object' && rootFile.subdomains.includes(own)));
  const domain = isReferred ? own : root;
  const file = fileAt(domain);
  const partners = typeof file === 'object' ? file.partnerDomains.slice(0, PARTNERS_MAX) : [];
  const wanted = [...new Set([root, domain, ...partners])];
  return { domain, authorises: verdict(file, partners.map(fileAt)), wanted };
}

function verdict(file: ReturnType<AdsTxtAt>, partners: readonly ReturnType<AdsTxtAt>[]): boolean | null {
  if (typeof file !== 'object') return null;
  if (file.authorises || partners.some((partner) => typeof partner === 'object' && partner.authorises))
    return true;
  return partners.some((partner) => partner === undefined) ? null : false;
}
