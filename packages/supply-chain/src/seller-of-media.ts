import { isSameSite } from './root-domain.ts';

/** What a media's ads.txt says of who owns and who sells it. */
export interface Ownership {
  /** Of the media. */
  readonly domain: string;
  readonly ownerDomain: string | undefined;
  readonly managerDomains: readonly string[];
}

/**
 * Whether the seller's domain in our sellers.json is the owner's or a manager's of the media (ads.txt 1.1: OWNERDOMAIN and MANAGERDOMAIN name
 * domains of sellers.json entries); where the file names no owner, the media's own site is one. Undefined for a seller who is confidential.
 */
export function isSellerOfMedia(
  seller: string | undefined,
  { domain, ownerDomain = domain, managerDomains }: Ownership,
): boolean | undefined {
  if (seller === undefined) return undefined;
  return [ownerDomain, ...managerDomains].some((each) => isSameSite(each, seller));
}
