import { GPP_SECTION } from './gpp-signals.ts';
import { readGppString } from './gpp-string.ts';

/** What a GPP string says in the older members of OpenRTB; a member is absent where GPP says nothing of it. */
export interface LegacyStrings {
  /** `regs.gdpr` */
  readonly gdpr?: 1;
  /** `user.consent` */
  readonly consent?: string;
  /** `regs.us_privacy` */
  readonly usPrivacy?: string;
}

/**
 * The sections in force that have a member of their own from before GPP: recipients that know only those are told by them. As in Prebid
 * Server, but that nothing is told of the GDPR not applying: other signals may know better.
 * @param gppSid `regs.gpp_sid`; without it no section is in force
 */
export function legacyStrings({ gpp, gppSid }: { gpp: unknown; gppSid: unknown }): LegacyStrings {
  if (!Array.isArray(gppSid)) return {};
  const eu = gppSid.includes(GPP_SECTION.tcfEu);
  const us = gppSid.includes(GPP_SECTION.usPrivacy);
  const sections = (eu || us) && typeof gpp === 'string' ? (readGppString(gpp) ?? []) : [];
  const textOf = (wanted: number): string | undefined => {
    const place = sections.find(({ id }) => id === wanted)?.place;
    return place?.text.slice(place.start, place.end);
  };
  const consent = eu ? textOf(GPP_SECTION.tcfEu) : undefined;
  const usPrivacy = us ? textOf(GPP_SECTION.usPrivacy) : undefined;
  return {
    ...(eu && { gdpr: 1 }),
    ...(consent !== undefined && { consent }),
    ...(usPrivacy !== undefined && { usPrivacy }),
  };
}
