import {
  type Adjustments,
  type AlternateCodes,
  NO_ADJUSTMENTS,
  readAdjustments,
  readAlternateCodes,
  type TargetingDefaults,
} from '@jianchat/auction';
import type { AccountInput, AccountSettings } from '@jianchat/snapshot';
import type { AccountRows } from '../account-rows.ts';

/** An account's settings about answers, over the host's, read once per snapshot. */
export interface AccountTerms {
  readonly settings: AccountSettings;
  readonly targeting: TargetingDefaults;
  readonly adjustments: Adjustments;
  /** Whether the account's adjustments can't be used, which each answer then says. */
  readonly adjustmentsUnusable: boolean;
  readonly alternateCodes: AlternateCodes;
}

/** @returns a function that remembers what it made of each account */
export function accountTermsUnder(rows: Pick<AccountRows, 'rowOf'>): (account: AccountInput) => AccountTerms {
  const made = new WeakMap<AccountInput, AccountTerms>();
  return (account) => {
    const known = made.get(account);
    if (known !== undefined) return known;
    const terms = termsOf(rows.rowOf(account.id)?.settings ?? {});
    made.set(account, terms);
    return terms;
  };
}

function termsOf(settings: AccountSettings): AccountTerms {
  const adjustments = readAdjustments(settings.bidAdjustments);
  return {
    settings,
    targeting: {
      granularity: settings.priceGranularity,
      prefix: settings.targetingPrefix,
      keyCharsMax: settings.truncateTargetAttribute,
    },
    adjustments: adjustments ?? NO_ADJUSTMENTS,
    adjustmentsUnusable: adjustments === undefined,
    alternateCodes: readAlternateCodes(settings.alternateBidderCodes),
  };
}
