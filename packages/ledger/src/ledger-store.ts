/**
 * Where a ledger keeps its files. Paths are relative, with slashes: `checkpoint`, `key`, `batches/…` and what
 * tlog-tiles names. Made by a caller; a copied folder, a web server or memory will do.
 */
export interface LedgerReader {
  /** A file's bytes, undefined when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
}

export interface LedgerListing extends LedgerReader {
  /** The paths of all files there are, whoever made them. */
  list(): Promise<readonly string[]>;
}

export interface LedgerFile {
  readonly path: string;
  /** Where `bytes` begin in the file; what stands before stays, and the file ends after them. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** One writer at a time; the caller sees to that. */
export interface LedgerStore extends LedgerListing {
  /** Resolves when all of them are durable, names of files included; before that, any part of them may be. */
  write(files: readonly LedgerFile[]): Promise<void>;
  /** Resolves when the file durably has these bytes; whatever happens, it has its old or its new bytes, whole. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Removes what is there of these; need not be durable. */
  remove(paths: readonly string[]): Promise<void>;
}
