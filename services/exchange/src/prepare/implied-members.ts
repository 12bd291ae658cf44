import { rootDomain } from '@jianchat/supply-chain';
import { asObject, isNothing, isObject, isSilent, type JsonObject } from '../json-object.ts';

/** OpenRTB's own default is the second price, which nobody here pays. */
const FIRST_PRICE = 1;
const NOT_AMP = 0;

/**
 * What Prebid Server adds where a request is silent: that the first price is paid, and of a site that it is no AMP page, its domain and
 * its publisher's, out of its page's address.
 */
export function withImpliedMembers(raw: JsonObject): JsonObject {
  const { site } = raw;
  const isSettled = !isSilent(raw['at']) && raw['at'] !== 0;
  if (isSettled && !isObject(site)) return raw;
  return {
    ...raw,
    ...(!isSettled && { at: FIRST_PRICE }),
    ...(isObject(site) && { site: withImpliedSite(site) }),
  };
}

function withImpliedSite(site: JsonObject): JsonObject {
  const isWhole = !isSilent(site['domain']) && !isSilent(asObject(site['publisher'])['domain']);
  const host = isWhole ? undefined : hostOf(site['page']);
  const ext = filled(site['ext'], 'amp', NOT_AMP);
  if (host === undefined) return { ...site, ext };
  return {
    ...site,
    ext,
    ...(isSilent(site['domain']) && { domain: host }),
    publisher: filled(site['publisher'], 'domain', rootDomain(host)),
  };
}

/** A part with a member that it does not say itself. What is of a wrong type is left to the collect gate. */
function filled(part: unknown, name: string, value: unknown): unknown {
  const own = asObject(part);
  const isPart = isNothing(part) || isObject(part);
  return isPart && isSilent(own[name]) ? { ...own, [name]: value } : part;
}

const ADDRESS_CHARS_MAX = 8_192;

/** The host of an address; undefined where there is none. */
export function hostOf(address: unknown): string | undefined {
  if (typeof address !== 'string' || address.length > ADDRESS_CHARS_MAX) return undefined;
  return URL.parse(address)?.hostname || undefined;
}
