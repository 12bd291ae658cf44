/** The port is the ledger's own: it says what it needs of a store, and engines provide it. */
export type { LedgerFile, LedgerListing, LedgerReader, LedgerStore } from '@jianchat/ledger';
