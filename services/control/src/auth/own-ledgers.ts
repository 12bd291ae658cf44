import type { Owner } from '@jianchat/api-contract';

/** The one kind of ledger account that is an owner's own; other kinds' owners may have the same id. */
export const OWN_LEDGERS = {
  account: 'media_payable',
  advertiser: 'advertiser_prepaid',
} as const satisfies Readonly<Record<Owner, string>>;
