import type { SignalReason } from '@jianchat/consent';
import type { ResponseMessage } from '@jianchat/openrtb';
import { WARNING } from '../terms/message-codes.ts';

/** What a page is told of signals that nobody can read. Prebid Server passes over them; here they count against what they might allow. */
const SENTENCES = {
  'signal.usp.malformed': 'CCPA consent is invalid and counts as an opt-out. (request.regs.us_privacy)',
  'signal.gpp.malformed': 'GPP consent string is invalid and allows nothing. (request.regs.gpp)',
  'signal.gpp.section.malformed':
    'GPP consent string is invalid and allows nothing. (a section of request.regs.gpp)',
  'signal.gpp.sid.malformed': 'GPP consent string is invalid and allows nothing. (request.regs.gpp_sid)',
  'signal.tcf.malformed': 'GDPR consent string is invalid and allows nothing. (request.user.consent)',
} as const satisfies Partial<Record<SignalReason, string>>;

const BY_REASON: ReadonlyMap<string, string> = new Map(Object.entries(SENTENCES));

const NONE: readonly ResponseMessage[] = [];

export function consentWarnings(reasons: readonly string[]): readonly ResponseMessage[] {
  const unread = reasons.flatMap((reason) => BY_REASON.get(reason) ?? []);
  if (unread.length === 0) return NONE;
  return unread.map((message) => ({ code: WARNING.privacyConsent, message }));
}
