import { legacyStrings, readGppString } from '@jianchat/consent';
import type { JsonObject } from '../json-object.ts';

/** What a page says of the person's choices in parameters of a URL or members of a body; '' where it says nothing. */
export interface PrivacyParameters {
  readonly gdpr: string;
  readonly gdprConsent: string;
  readonly usPrivacy: string;
  readonly gpp: string;
  /** Ids of sections with commas between. */
  readonly gppSid: string;
}

export function privacyParameters(query: URLSearchParams): PrivacyParameters {
  const get = (name: string): string => query.get(name) ?? '';
  return {
    gdpr: get('gdpr'),
    gdprConsent: get('gdpr_consent'),
    usPrivacy: get('us_privacy'),
    gpp: get('gpp'),
    gppSid: get('gpp_sid'),
  };
}

/**
 * The parameters as an OpenRTB request says them, so that the same reader and the same gates take them as in an auction. What
 * can't be read stays as it came: the reader denies for it.
 */
export function privacyRequest(parameters: PrivacyParameters): JsonObject {
  const { gdpr, gdprConsent, usPrivacy, gpp, gppSid } = parameters;
  return {
    regs: {
      ...(gdpr !== '' && { gdpr: gdpr === '0' || gdpr === '1' ? Number(gdpr) : gdpr }),
      ...(usPrivacy !== '' && { us_privacy: usPrivacy }),
      ...(gpp !== '' && { gpp }),
      ...(gppSid !== '' && { gpp_sid: sectionIds(gppSid) }),
    },
    user: gdprConsent === '' ? {} : { consent: gdprConsent },
  };
}

const SECTIONS_MAX = 64;

/** `7,8` as a list of numbers; as it came where it is none. */
export function sectionIds(text: string): readonly number[] | string {
  const ids = text.split(',', SECTIONS_MAX + 1).map((id) => id.trim());
  return ids.length <= SECTIONS_MAX && ids.every((id) => /^-?\d{1,4}$/.test(id)) ? ids.map(Number) : text;
}

/** Section of GPP that holds a TC string. */
const TCF_EU = 2;

export type PrivacyFault = 'gdpr' | 'sections' | 'gpp' | 'consent' | 'usPrivacy';

/**
 * What is wrong with the parameters as parameters; their sense is for the gates. As in Prebid Server, where GPP says something of the GDPR it takes
 * the place of the older two; at `/cookie_sync` the older consent still stands in for one that GPP lacks, at `/setuid` not.
 */
export function privacyFault(
  { gdpr, gdprConsent, usPrivacy, gpp, gppSid }: PrivacyParameters,
  { olderStandsIn }: { olderStandsIn: boolean },
): PrivacyFault | undefined {
  if (gdpr !== '' && gdpr !== '0' && gdpr !== '1') return 'gdpr';
  const sections = gppSid === '' ? [] : sectionIds(gppSid);
  if (typeof sections === 'string') return 'sections';
  if (gpp !== '' && readGppString(gpp) === undefined) return 'gpp';
  const { consent } = legacyStrings({ gpp, gppSid: [TCF_EU] });
  const isNewer = consent !== undefined || sections.length > 0;
  const applies = sections.length > 0 ? sections.includes(TCF_EU) : gdpr === '1';
  const older = isNewer && !olderStandsIn ? '' : gdprConsent;
  if (applies && !(consent ?? older)) return 'consent';
  const said = legacyStrings({ gpp, gppSid: sections }).usPrivacy;
  return usPrivacy !== '' && said !== undefined && said !== usPrivacy ? 'usPrivacy' : undefined;
}
