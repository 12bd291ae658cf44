import { bitField, bits, toBase64Url } from './bit-string.ts';

/** The demo bidders' numbers in the Global Vendor List, as the demo's policy assumes them. */
const demoVendors = [1001, 1002];

const dayMs = 86_400_000;
const purposeCount = 11;
const specialFeatureCount = 2;
/** No registered consent platform has the last number of the field's range. */
const cmpId = 4095;
const vendorListVersion = 100;

/**
 * A TCF 2.3 consent string: core segment and disclosed vendors (IAB Tech Lab, "Consent string and vendor list formats
 * v2"). `accepted` consents to all purposes and both demo bidders; otherwise every bit is zero.
 * `nowMs` is rounded to the day, as the specification asks.
 */
export function tcString(options: { accepted: boolean; nowMs: number }): string {
  const { accepted, nowMs } = options;
  const deciseconds = (Math.floor(nowMs / dayMs) * dayMs) / 100;
  const upTo = (count: number) => (accepted ? Array.from({ length: count }, (_, index) => index + 1) : []);
  const core = [
    bits(2, 6),
    bits(deciseconds, 36),
    bits(deciseconds, 36),
    bits(cmpId, 12),
    bits(1, 12),
    bits(1, 6),
    letters('EN'),
    bits(vendorListVersion, 12),
    bits(5, 6), // TCF policy version of TCF 2.3
    '1', // service-specific
    '0', // standard texts
    bitField(upTo(specialFeatureCount), 12),
    bitField(upTo(purposeCount), 24),
    bitField([], 24), // nothing rests on legitimate interest
    '0', // purpose 1 was asked for
    letters('DE'),
    vendorSection(accepted ? demoVendors : []),
    vendorSection([]),
    bits(0, 12), // no publisher restrictions
  ].join('');
  const disclosed = bits(1, 3) + vendorSection(demoVendors);
  return `${toBase64Url(core)}.${toBase64Url(disclosed)}`;
}

function letters(pair: string): string {
  return [...pair].map((letter) => bits(letter.charCodeAt(0) - 65, 6)).join('');
}

/** MaxVendorId and a list of single ids: ranges, because a bit field up to 1002 would be longer. */
function vendorSection(ids: readonly number[]): string {
  if (ids.length === 0) return `${bits(0, 16)}0`;
  const entries = ids.map((id) => `0${bits(id, 16)}`).join('');
  return `${bits(Math.max(...ids), 16)}1${bits(ids.length, 12)}${entries}`;
}

/** GPP header naming the one section 7 (US national). */
const gppHeaderUsNational = 'DBABLA';
export const usNationalSection = 7;

/**
 * A GPP string with the US national section, version 1 (IAB Tech Lab, "MSPA US National"): notices given, sale, sharing and
 * targeted advertising opted out of or not, and the Global Privacy Control segment.
 */
export function gppUsNational(options: { optedOut: boolean }): string {
  const choice = options.optedOut ? 1 : 2;
  const two = (value: number) => bits(value, 2);
  const core = [
    bits(1, 6),
    ...[1, 1, 1, 1, 0, 0].map(two), // notices: sharing, sale, sharing opt-out, targeted ads; none for sensitive data
    ...[choice, choice, choice].map(two), // sale, sharing, targeted advertising
    ...Array.from({ length: 12 }, () => two(0)), // sensitive data: not processed
    two(0), // known child: not applicable
    two(0),
    two(0), // personal data consents: not applicable
    two(2), // not an MSPA covered transaction
    two(0),
    two(0),
  ].join('');
  const gpc = two(1) + (options.optedOut ? '1' : '0');
  return `${gppHeaderUsNational}~${toBase64Url(core)}.${toBase64Url(gpc)}`;
}

/** US Privacy string, version 1: notice given, opted out of sale or not, not under the LSPA. */
export function usPrivacy(options: { optedOut: boolean }): string {
  return options.optedOut ? '1YYN' : '1YNN';
}
