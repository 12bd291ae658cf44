import { isObject, isSilent, type JsonObject } from '../json-object.ts';

/** OpenRTB's own default is the second price, which nobody here pays. */
const FIRST_PRICE = 1;

/** What Prebid Server adds where a request is silent: that the first price is paid, and the site's domain out of its page's address. */
export function withImpliedMembers(raw: JsonObject): JsonObject {
  const site = raw['site'];
  const domain = isObject(site) && isSilent(site['domain']) ? hostOf(site['page']) : undefined;
  const isSettled = !isSilent(raw['at']) && raw['at'] !== 0;
  if (isSettled && domain === undefined) return raw;
  return {
    ...raw,
    ...(!isSettled && { at: FIRST_PRICE }),
    ...(domain !== undefined && isObject(site) && { site: { ...site, domain } }),
  };
}

const ADDRESS_CHARS_MAX = 8_192;

/** The host of an address; undefined where there is none. */
export function hostOf(address: unknown): string | undefined {
  if (typeof address !== 'string' || address.length > ADDRESS_CHARS_MAX) return undefined;
  return URL.parse(address)?.hostname || undefined;
}
