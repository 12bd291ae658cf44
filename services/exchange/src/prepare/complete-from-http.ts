import type { Outer } from '../http/outer.ts';
import { isNothing, isObject, type JsonObject } from '../json-object.ts';
import { isPublicIp } from '../public-ip.ts';
import { impliedLmt, withPublicAddresses } from './complete-device.ts';

/** As long as the vocabulary takes them: the body is not refused for a header that it can't help. */
export const USER_AGENT_CHARS_MAX = 2_048;
const PAGE_CHARS_MAX = 8_192;

const upTo = (charsMax: number, header: string | undefined): string | undefined =>
  header !== undefined && header.length <= charsMax ? header : undefined;

/**
 * The request with what the HTTP request, or iOS, says of the device and the page where the body is silent, as in Prebid Server. It is the person's own: the
 * gate decides about it as about the body.
 */
export function completeFromHttp(raw: JsonObject, outer: Outer): JsonObject {
  const device = raw['device'];
  if (device !== undefined && device !== null && !isObject(device)) return raw;
  const given = device ?? {};
  const known = withPublicAddresses(given);
  const lmt = impliedLmt(raw['app'], known);
  const isWhole = known === given && lmt === undefined;
  const ip =
    !known['ip'] && !known['ipv6'] && outer.ip !== undefined && isPublicIp(outer.ip) ? outer.ip : undefined;
  const ua = known['ua'] ? undefined : upTo(USER_AGENT_CHARS_MAX, outer.userAgent);
  // A request that names no channel comes from the page that sent it.
  const site = raw['site'] ?? (raw['app'] || raw['dooh'] ? undefined : {});
  const page = isObject(site) && !site['page'] ? upTo(PAGE_CHARS_MAX, outer.referer) : undefined;
  const dnt = outer.dnt && isNothing(known['dnt']);
  const regs = outer.secGpc ? withGpc(raw['regs']) : undefined;
  if (isWhole && ip === undefined && ua === undefined && page === undefined && !dnt && regs === undefined)
    return raw;
  return {
    ...raw,
    device: {
      ...known,
      ...(ip !== undefined && (ip.includes(':') ? { ipv6: ip } : { ip })),
      ...(ua !== undefined && { ua }),
      ...(dnt && { dnt: 1 }),
      ...(lmt !== undefined && { lmt }),
    },
    ...(page !== undefined && isObject(site) && { site: { ...site, page } }),
    ...(regs !== undefined && { regs }),
  };
}

/** The browser's `Sec-GPC`, where bidders look for it; undefined where the request says something of its own. */
function withGpc(given: unknown): JsonObject | undefined {
  const regs = given ?? {};
  if (!isObject(regs) || !isNothing(regs['gpc'])) return undefined;
  const ext = regs['ext'] ?? {};
  return isObject(ext) && isNothing(ext['gpc']) ? { ...regs, ext: { ...ext, gpc: '1' } } : undefined;
}
