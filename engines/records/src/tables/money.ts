import { int4, int8, text, timestamptz } from './column.ts';

/** The double-entry ledger. Rows are never changed or deleted; a balance is a sum of postings. */
export const money = {
  ledger_accounts: {
    id: int8.generated,
    /** `advertiser_prepaid`, `bidder_receivable`, `media_payable`, `platform_revenue`, … */
    kind: text.required,
    /** The id of the advertiser, bidder or media account; `platform` for the operator's own. */
    owner: text.required,
    /** ISO 4217. */
    currency: text.required,
  },
  journals: {
    id: int8.generated,
    /**
     * Who wrote it; with `from_offset` it makes the journal idempotent. A journal not drawn from the log puts
     * its own unique reference here (`deposit:INV-7`) and 0 into both offsets.
     */
    source: text.required,
    /** First log offset the journal accounts for. */
    from_offset: int8.required,
    /** One past the last. */
    to_offset: int8.required,
    at: timestamptz.required,
  },
  postings: {
    id: int8.generated,
    journal_id: int8.required,
    ledger_account_id: int8.required,
    /** Debit positive, credit negative; per journal and currency they sum to zero at commit. */
    amount_micros: int8.required,
    /** How many events the posting sums up. */
    events: int4.defaulted,
  },
  /** A view: the sum of each ledger account's postings. */
  ledger_balances: {
    ledger_account_id: int8.generated,
    kind: text.generated,
    owner: text.generated,
    currency: text.generated,
    balance_micros: int8.generated,
    events: int8.generated,
  },
} as const;
