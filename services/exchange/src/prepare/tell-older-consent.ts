import { legacyStrings } from '@jianchat/consent';
import { asObject, type JsonObject } from '../json-object.ts';

/**
 * What the request says by GPP alone, also in the members from before it, for bidders that know no other. What stands there already stays;
 * signals were read before, so it decides nothing here.
 */
export function tellOlderConsent(raw: JsonObject): JsonObject {
  const regs = asObject(raw['regs']);
  if (regs['gpp_sid'] === undefined) return raw;
  const { gdpr, consent, usPrivacy } = legacyStrings({ gpp: regs['gpp'], gppSid: regs['gpp_sid'] });
  if (gdpr === undefined && usPrivacy === undefined) return raw;
  const told = {
    ...raw,
    regs: {
      ...regs,
      ...(gdpr !== undefined && isSilent(regs['gdpr']) && { gdpr }),
      ...(usPrivacy !== undefined && isSilent(regs['us_privacy']) && { us_privacy: usPrivacy }),
    },
  };
  const user = asObject(raw['user']);
  return consent !== undefined && isSilent(user['consent']) ? { ...told, user: { ...user, consent } } : told;
}

const isSilent = (value: unknown): boolean => value === undefined || value === null || value === '';
