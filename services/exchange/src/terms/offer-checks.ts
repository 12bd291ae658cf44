import { ENFORCED_CHECKS, INSECURE, type OfferChecks } from '@jianchat/auction';
import type { AccountSettings } from '@jianchat/snapshot';
import type { Ranking } from '../stages/rank.ts';
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
    warn: ({ demandKind, demand, seat, bid }, text) =>
      messages.warn(demandKind === 'direct' ? seat : demand, {
        code: WARNING.unknown,
        message: `bid ${bid.id.slice(0, 64)}: ${text}`,
      }),
  };
}

/** Bidders' bids are warned of as they come in; of our own demand, which has many for each that goes out, only that one is. */
export function warnOfInsecure(rankings: readonly Ranking[], { secure, warn }: OfferChecks): void {
  if (secure !== 'warn') return;
  for (const { imp, standing } of rankings)
    for (const offer of standing) if (offer.insecure && imp.imp.secure === 1) warn(offer, INSECURE);
}
