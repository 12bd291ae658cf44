import { isIP } from 'node:net';
import { asObject, isNothing, isObject, isSilent, type JsonObject } from '../json-object.ts';
import { isPublicIp } from '../public-ip.ts';

/** An IPv6 address with an IPv4 address in it, written out. */
const ADDRESS_CHARS_MAX = 45;

/**
 * The device with its addresses at the places of their versions, and without those that are not of the public internet: they say
 * nothing of anybody. What is of a wrong type is left to the collect gate.
 */
export function withPublicAddresses(device: JsonObject): JsonObject {
  const { ip, ipv6, ...rest } = device;
  const given = [ip, ipv6].filter((address) => !isSilent(address));
  const public4 = given.find((address) => publicVersion(address) === 4);
  const public6 = given.find((address) => publicVersion(address) === 6);
  const isRight = given.length === 0 || ((ip || undefined) === public4 && (ipv6 || undefined) === public6);
  if (isRight || !given.every((address) => typeof address === 'string')) return device;
  return {
    ...rest,
    ...(public4 !== undefined && { ip: public4 }),
    ...(public6 !== undefined && { ipv6: public6 }),
  };
}

/** 0 for what is no address of the public internet. */
function publicVersion(address: unknown): number {
  if (typeof address !== 'string' || address.length > ADDRESS_CHARS_MAX || !isPublicIp(address)) return 0;
  return isIP(address);
}

const ZERO_IFA = '00000000-0000-0000-0000-000000000000';
/** App Tracking Transparency: restricted and denied, authorized. */
const ATT_LIMITS: ReadonlyMap<unknown, 0 | 1> = new Map([
  [1, 1],
  [2, 1],
  [3, 0],
]);

/**
 * `device.lmt` of an app on iOS that does not say it: 14.0 and 14.1 tell it by an empty advertising id, later ones by the status of App
 * Tracking Transparency. Undefined where there is nothing to add.
 */
export function impliedLmt(app: unknown, device: JsonObject): 0 | 1 | undefined {
  const { os, osv, lmt } = device;
  if (!isObject(app) || !isNothing(lmt)) return undefined;
  if (typeof os !== 'string' || os.toLowerCase() !== 'ios' || typeof osv !== 'string') return undefined;
  const [major = 0, minor = 0] = osv.slice(0, 16).split('.', 2).map(Number);
  if (major === 14 && (minor === 0 || minor === 1))
    return device['ifa'] && device['ifa'] !== ZERO_IFA ? 0 : 1;
  return major >= 14 ? ATT_LIMITS.get(asObject(device['ext'])['atts']) : undefined;
}
