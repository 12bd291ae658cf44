/**
 * - `ledger.damaged`: a stored file is not what the ledger wrote; `file` names it.
 * - `ledger.foreign`: the folder belongs to a log with another key.
 * - `ledger.rolled-back`: the tree is not a continuation of the one that was seen before.
 * - `ledger.gap`: batches must follow one another without a gap in the event log's offsets.
 * - `ledger.failed`: a write failed; open the ledger again before going on.
 */
export type LedgerFaultCode =
  | 'ledger.damaged'
  | 'ledger.foreign'
  | 'ledger.rolled-back'
  | 'ledger.gap'
  | 'ledger.failed';

/** Tells a code and a file, never what stands in it. */
export class LedgerFault extends Error {
  readonly code: LedgerFaultCode;
  readonly file: string | undefined;
  constructor(code: LedgerFaultCode, options: { file?: string; cause?: unknown } = {}) {
    super(options.file === undefined ? code : `${code}: ${options.file}`, { cause: options.cause });
    this.code = code;
    this.file = options.file;
  }
}
