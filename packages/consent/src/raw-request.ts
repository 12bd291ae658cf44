/** Places of privacy signals in a parsed request that nothing has checked yet. */

/** Parsed JSON as it comes: the names looked at are none that a prototype has. */
interface Json {
  readonly [name: string]: unknown;
}

const NOTHING: Json = {};

export const isJsonObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectOf = (value: unknown): Json => (isJsonObject(value) ? value : NOTHING);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : NONE);

/** The values found at every place where a signal has ever lived; absent ones are left out. */
export interface RawSignals {
  readonly gdpr: readonly unknown[];
  readonly coppa: readonly unknown[];
  readonly usPrivacy: readonly unknown[];
  readonly gpp: readonly unknown[];
  readonly gppSid: readonly unknown[];
  readonly gpc: readonly unknown[];
  readonly consent: readonly unknown[];
  readonly separateConsent: unknown;
  readonly separateConsentAt: unknown;
  readonly lmt: unknown;
  readonly dnt: unknown;
  readonly atts: unknown;
  readonly ifa: unknown;
  readonly country: unknown;
}

const NONE: readonly unknown[] = [];

/** Looks at the OpenRTB 2.6 places and at the 2.5 extensions; never throws on any JSON. */
export function findSignals(raw: unknown): RawSignals {
  const request = objectOf(raw);
  const regs = objectOf(request['regs']);
  const regsExt = objectOf(regs['ext']);
  const user = objectOf(request['user']);
  const userExt = objectOf(user['ext']);
  const device = objectOf(request['device']);
  return {
    gdpr: given(regs['gdpr'], regsExt['gdpr']),
    coppa: given(regs['coppa'], regsExt['coppa']),
    usPrivacy: given(regs['us_privacy'], regsExt['us_privacy']),
    gpp: given(regs['gpp'], regsExt['gpp']),
    gppSid: given(regs['gpp_sid'], regsExt['gpp_sid']),
    gpc: given(regs['gpc'], regsExt['gpc']),
    consent: given(user['consent'], userExt['consent']),
    separateConsent: userExt['separate_consent'],
    separateConsentAt: userExt['separate_consent_at'],
    lmt: device['lmt'],
    dnt: device['dnt'],
    atts: objectOf(device['ext'])['atts'],
    ifa: device['ifa'],
    country: objectOf(device['geo'])['country'],
  };
}

function given(first: unknown, second: unknown): readonly unknown[] {
  const hasFirst = first !== undefined && first !== null && first !== '';
  const hasSecond = second !== undefined && second !== null && second !== '';
  if (!hasFirst) return hasSecond ? [second] : NONE;
  return hasSecond && second !== first ? [first, second] : [first];
}

/** A yes-or-no signal as clients write it; `malformed` for anything else. */
export function readSwitch(value: unknown): 'on' | 'off' | 'malformed' {
  if (value === 1 || value === '1' || value === true || value === 'true') return 'on';
  if (value === 0 || value === '0' || value === false || value === 'false') return 'off';
  return 'malformed';
}
