/** Every place where a privacy signal has ever lived: what `raw-request.ts` looks at, as data for explanations, tests and the README. */

/** A signal that people, devices, publishers or laws send. */
export type SignalName =
  | 'gdpr'
  | 'place'
  | 'tcf'
  | 'gpp'
  | 'usPrivacy'
  | 'gpc'
  | 'coppa'
  | 'separateConsent'
  | 'device'
  | 'own';

export interface SignalPlace {
  readonly signal: SignalName;
  /** A dotted path in the request, or what stands beside it: `header NAME`, `address`, `own`. */
  readonly place: string;
  /** What a value there can do. */
  readonly effect: string;
}

const OPT_OUT = 'floor optOut';
const CHILD = 'floor child';
const OS_DENIED = 'floor osDenied';
const REGIME = 'regime';
const GPP = 'floors by section; TC strings of sections 2 and 5; regime';
const IN_FORCE = 'which sections are in force; regime';

export const SIGNAL_PLACES: readonly SignalPlace[] = [
  { signal: 'gdpr', place: 'regs.gdpr', effect: REGIME },
  { signal: 'gdpr', place: 'regs.ext.gdpr', effect: REGIME },
  { signal: 'place', place: 'device.geo.country', effect: REGIME },
  { signal: 'place', place: 'address', effect: REGIME },
  { signal: 'tcf', place: 'user.consent', effect: 'grants to platform and vendors; regime' },
  { signal: 'tcf', place: 'user.ext.consent', effect: 'grants to platform and vendors; regime' },
  { signal: 'gpp', place: 'regs.gpp', effect: GPP },
  { signal: 'gpp', place: 'regs.ext.gpp', effect: GPP },
  { signal: 'gpp', place: 'regs.gpp_sid', effect: IN_FORCE },
  { signal: 'gpp', place: 'regs.ext.gpp_sid', effect: IN_FORCE },
  { signal: 'usPrivacy', place: 'regs.us_privacy', effect: OPT_OUT },
  { signal: 'usPrivacy', place: 'regs.ext.us_privacy', effect: OPT_OUT },
  { signal: 'gpc', place: 'regs.gpc', effect: OPT_OUT },
  { signal: 'gpc', place: 'regs.ext.gpc', effect: OPT_OUT },
  { signal: 'gpc', place: 'header Sec-GPC', effect: OPT_OUT },
  { signal: 'coppa', place: 'regs.coppa', effect: CHILD },
  { signal: 'coppa', place: 'regs.ext.coppa', effect: CHILD },
  {
    signal: 'separateConsent',
    place: 'user.ext.separate_consent',
    effect: 'grants, where the regime asks for it',
  },
  {
    signal: 'separateConsent',
    place: 'user.ext.separate_consent_at',
    effect: 'whether the choice is younger than a widening',
  },
  { signal: 'device', place: 'device.lmt', effect: OS_DENIED },
  { signal: 'device', place: 'device.dnt', effect: OS_DENIED },
  { signal: 'device', place: 'device.ext.atts', effect: OS_DENIED },
  { signal: 'device', place: 'device.ifa', effect: `${OS_DENIED}, where it is all zeros` },
  { signal: 'device', place: 'header DNT', effect: OS_DENIED },
  { signal: 'own', place: 'own', effect: 'floors optOut and deletion' },
];
