export { RecordsFault, type RecordsFaultCode } from './fault.ts';
export { type Journal, type LedgerAccount, ledgerBalance, type Posting, postJournal } from './ledger.ts';
export { migrateRecords } from './migrate.ts';
export { openRecords, type Records, type RecordsOptions } from './open-records.ts';
export { type Tables, tableColumns } from './tables/index.ts';
