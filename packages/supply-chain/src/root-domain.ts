import { getDomain } from 'tldts';

/**
 * The domain under which whose site it is is registered: one label below a public suffix (publicsuffix.org), those of private registries
 * included, since whoever has a name under `github.io` is nobody else's subdomain. What is below no suffix, such as an address, stands for itself.
 */
export function rootDomain(hostname: string): string {
  const name = hostname.toLowerCase();
  return getDomain(name, { allowPrivateDomains: true, extractHostname: false }) ?? name;
}

/** Whether two names belong to one registered domain. */
export const isSameSite = (one: string, other: string): boolean => rootDomain(one) === rootDomain(other);
