import { asObject, type JsonObject } from '../../json-object.ts';
import { sectionIds } from '../../user-sync/privacy-parameters.ts';
import type { AmpConsent } from './amp-parameters.ts';

const US_PRIVACY = /^1[YN-]{3}$/i;

/**
 * The page's consent where an OpenRTB request has it, so that the same reader and gates take it as in an auction. A type that was not
 * said is told by the text; what is neither stands as a TC string, which it isn't, and so denies. AMP pages have no other place for
 * it: what a stored request says of consent is somebody else's.
 */
export function withConsent(
  raw: JsonObject,
  { text, type, gdprApplies, additional, gppSid }: AmpConsent,
): JsonObject {
  const regs: Record<string, unknown> = {};
  const user: Record<string, unknown> = {};
  const kind = kindOf(text, type);
  if (gdprApplies !== '')
    regs['gdpr'] = gdprApplies === 'true' ? 1 : gdprApplies === 'false' ? 0 : gdprApplies;
  if (kind === 'usPrivacy') regs['us_privacy'] = text;
  if (kind === 'gpp') regs['gpp'] = text;
  if (gppSid !== '') regs['gpp_sid'] = sectionIds(gppSid);
  if (kind === 'tcf') {
    user['consent'] = text;
    // A TC string says that the law applies, unless the page says that it doesn't.
    regs['gdpr'] ??= 1;
  }
  if (additional !== '') user['ext'] = { ConsentedProvidersSettings: { consented_providers: additional } };
  if (Object.keys(regs).length === 0 && Object.keys(user).length === 0) return raw;
  const storedUser = asObject(raw['user']);
  const ext = { ...asObject(storedUser['ext']), ...asObject(user['ext']) };
  return {
    ...raw,
    regs: { ...asObject(raw['regs']), ...regs },
    user: { ...storedUser, ...user, ...(Object.keys(ext).length > 0 && { ext }) },
  };
}

/** TCF 1 is over: its strings are read as TC strings and found to be none. */
function kindOf(text: string, type: number): 'tcf' | 'usPrivacy' | 'gpp' | undefined {
  if (text === '') return undefined;
  if (type === 3) return 'usPrivacy';
  if (type === 4) return 'gpp';
  if (type === 1 || type === 2) return 'tcf';
  if (US_PRIVACY.test(text)) return 'usPrivacy';
  return text.startsWith('DB') ? 'gpp' : 'tcf';
}
