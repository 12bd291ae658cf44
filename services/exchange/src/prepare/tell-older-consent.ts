import { type LegacyStrings, legacyStrings } from '@jianchat/consent';
import { isOne, type ResponseMessage } from '@jianchat/openrtb';
import { asObject, isSilent, type JsonObject } from '../json-object.ts';
import { WARNING } from '../terms/message-codes.ts';

/**
 * What the request says by GPP alone, also in the members from before it, for bidders that know no other. What stands there already stays;
 * signals were read before, so it decides nothing here.
 * @param warnings told of members that say something else than GPP
 */
export function tellOlderConsent(raw: JsonObject, warnings: ResponseMessage[]): JsonObject {
  const regs = asObject(raw['regs']);
  if (regs['gpp_sid'] === undefined) return raw;
  const said = legacyStrings({ gpp: regs['gpp'], gppSid: regs['gpp_sid'] });
  const user = asObject(raw['user']);
  warnings.push(...conflicts({ regs, consent: user['consent'] }, said));
  const { gdpr, consent, usPrivacy } = said;
  if (gdpr === undefined && usPrivacy === undefined) return raw;
  const told = {
    ...raw,
    regs: {
      ...regs,
      ...(gdpr !== undefined && isSilent(regs['gdpr']) && { gdpr }),
      ...(usPrivacy !== undefined && isSilent(regs['us_privacy']) && { us_privacy: usPrivacy }),
    },
  };
  return consent !== undefined && isSilent(user['consent']) ? { ...told, user: { ...user, consent } } : told;
}

/** Prebid Server lets one of two win; here both are read, and the stricter holds. */
function conflicts(
  { regs, consent }: { regs: JsonObject; consent: unknown },
  said: LegacyStrings,
): readonly ResponseMessage[] {
  const differs = (own: unknown, gpp: unknown): boolean => !isSilent(own) && gpp !== undefined && own !== gpp;
  const told: string[] = [];
  const applies = isOne(regs['gdpr']);
  if (!isSilent(regs['gdpr']) && applies !== (said.gdpr === 1))
    told.push('regs.gdpr signal conflicts with GPP (regs.gpp_sid); the stricter of both holds');
  if (differs(consent, said.consent))
    told.push(
      'user.consent GDPR string conflicts with GPP (regs.gpp) GDPR string; the stricter of both holds',
    );
  if (differs(regs['us_privacy'], said.usPrivacy))
    told.push('regs.us_privacy consent does not match uspv1 in GPP; the stricter of both holds');
  return told.map((message) => ({ code: WARNING.privacyConsent, message }));
}
