/** Places of privacy signals in a parsed request that nothing has checked yet. */

type JsonObject = Record<string, unknown>;

const objectAt = (value: unknown, key: string): JsonObject | undefined => {
  const member = memberAt(value, key);
  return typeof member === 'object' && member !== null && !Array.isArray(member)
    ? (member as JsonObject)
    : undefined;
};

const memberAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;

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
  readonly lmt: unknown;
  readonly dnt: unknown;
  readonly atts: unknown;
  readonly ifa: unknown;
  readonly country: unknown;
}

const NONE: readonly unknown[] = [];

/** Looks at the OpenRTB 2.6 places and at the 2.5 extensions; never throws on any JSON. */
export function findSignals(raw: unknown): RawSignals {
  const regs = objectAt(raw, 'regs');
  const regsExt = objectAt(regs, 'ext');
  const user = objectAt(raw, 'user');
  const userExt = objectAt(user, 'ext');
  const device = objectAt(raw, 'device');
  const both = (key: string): readonly unknown[] => given(memberAt(regs, key), memberAt(regsExt, key));
  return {
    gdpr: both('gdpr'),
    coppa: both('coppa'),
    usPrivacy: both('us_privacy'),
    gpp: both('gpp'),
    gppSid: both('gpp_sid'),
    gpc: both('gpc'),
    consent: given(memberAt(user, 'consent'), memberAt(userExt, 'consent')),
    separateConsent: memberAt(userExt, 'separate_consent'),
    lmt: memberAt(device, 'lmt'),
    dnt: memberAt(device, 'dnt'),
    atts: memberAt(objectAt(device, 'ext'), 'atts'),
    ifa: memberAt(device, 'ifa'),
    country: memberAt(objectAt(device, 'geo'), 'country'),
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
