import type { Imp } from '../imp.ts';
import type { BidRequest } from '../request.ts';

/**
 * A request as OpenRTB 2.5 has it: what 2.6 promoted goes back to its extension. Other members of 2.6 stay: who speaks 2.5 ignores
 * what it does not know. @param request a fresh one, which is taken apart
 */
export function downTo25(request: BidRequest): BidRequest {
  const { source, regs, user } = request;
  if (source?.schain) {
    const { schain, ...rest } = source;
    request.source = { ...rest, ext: { ...rest.ext, schain } };
  }
  if (regs) {
    const { gdpr, us_privacy, ...rest } = regs;
    const ext = {
      ...rest.ext,
      ...(gdpr !== undefined && { gdpr }),
      ...(us_privacy !== undefined && { us_privacy }),
    };
    request.regs = Object.keys(ext).length === 0 ? rest : { ...rest, ext };
  }
  if (user) {
    const { consent, eids, ...rest } = user;
    const ext = {
      ...rest.ext,
      ...(consent !== undefined && { consent }),
      ...(eids !== undefined && { eids }),
    };
    request.user = Object.keys(ext).length === 0 ? rest : { ...rest, ext };
  }
  request.imp = request.imp.map(impDownTo25);
  return request;
}

/** A rewarded placement says so where Prebid's bidders of that time look. */
function impDownTo25(imp: Imp): Imp {
  const { rwdd, ...rest } = imp;
  if (rwdd === undefined) return imp;
  return rwdd === 0
    ? rest
    : { ...rest, ext: { ...rest.ext, prebid: { ...rest.ext?.prebid, is_rewarded_inventory: rwdd } } };
}
