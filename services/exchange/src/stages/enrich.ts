import { alpha2Of } from '@jianchat/consent';
import type { DeviceClass } from '@jianchat/events';
import type { RequestFor } from '@jianchat/policy';
import { osOf } from './user-agent.ts';

/** Context that is derived, not sent. */
export interface Enrichment {
  readonly channel: 'site' | 'app' | 'dooh';
  /** ISO 3166-1 alpha-2, '' where unknown or not allowed. */
  readonly country: string;
  readonly deviceType: DeviceClass;
  /** Family of the operating system, as `android`; '' where unknown or not allowed. */
  readonly os: string;
}

type Context = RequestFor<'contextualAds'>;
type Device = NonNullable<Context['device']>;

/**
 * @param request what contextual advertising may read; undefined where not even that is allowed
 * @param allowed `ipCountry`: country of the address, where the policy lets the address be used for context; else ''. `os`: whether the
 * family of the operating system may be derived
 */
export function enrich(
  request: Context | undefined,
  allowed: { readonly ipCountry: string; readonly os: boolean },
): Enrichment {
  const device = request?.device;
  return {
    channel: request?.app ? 'app' : request?.dooh ? 'dooh' : 'site',
    country: alpha2Of(device?.geo?.country) ?? allowed.ipCountry,
    deviceType: device === undefined ? 'unknown' : deviceClass(device),
    os: (allowed.os && device && osOf(device)) || '',
  };
}

/** OpenRTB 2.6, list "Device Types": the index is the code. */
const DEVICE_TYPES: readonly (DeviceClass | undefined)[] = [
  undefined,
  'phone',
  'desktop',
  'tv',
  'phone',
  'tablet',
  'tv',
  'tv',
  'other',
];

/** The declared type; without one a guess from the user agent. */
export function deviceClass({ devicetype, ua, os }: Device): DeviceClass {
  const declared = devicetype === undefined ? undefined : DEVICE_TYPES[devicetype];
  if (declared !== undefined) return declared;
  const text = ua ?? os;
  if (text === undefined || text === '') return 'unknown';
  if (
    includesAny(text, [
      'SmartTV',
      'SMART-TV',
      'Smart TV',
      'AppleTV',
      'BRAVIA',
      'Roku',
      'Web0S',
      'Tizen 2',
      'AFT',
      'GoogleTV',
    ])
  )
    return 'tv';
  if (text.includes('iPad') || text.includes('Tablet')) return 'tablet';
  if (text.includes('iPhone') || text.includes('iPod')) return 'phone';
  if (text.includes('Android')) return text.includes('Mobile') ? 'phone' : 'tablet';
  if (text.includes('Mobi')) return 'phone';
  if (includesAny(text, ['Windows NT', 'Macintosh', 'X11', 'CrOS'])) return 'desktop';
  return 'other';
}

const includesAny = (text: string, parts: readonly string[]): boolean =>
  parts.some((part) => text.includes(part));
