import { ENFORCED_CHECKS, type OfferChecks } from '@jianchat/auction';
import type { AccountSettings } from '@jianchat/snapshot';
import { WARNING } from './message-codes.ts';
import type { Messages } from './messages.ts';

/** How strictly an account wants bids checked; all checks are enforced where it says nothing. */
export function offerChecks({ bidValidations: own }: AccountSettings, messages: Messages): OfferChecks {
  if (own === undefined) return ENFORCED_CHECKS;
  return {
    size: own.bannerCreativeMaxSize ?? 'enforce',
    secure: own.secureMarkup ?? 'enforce',
    wMax: own.maxCreativeWidth ?? 0,
    hMax: own.maxCreativeHeight ?? 0,
    warn: ({ demand, bid }, text) =>
      messages.warn(demand, { code: WARNING.unknown, message: `bid ${bid.id.slice(0, 64)}: ${text}` }),
  };
}
