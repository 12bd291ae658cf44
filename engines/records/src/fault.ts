/** Why the records store can't serve. Codes are stable; messages carry no values of rows. */
export type RecordsFaultCode =
  /** A migration failed and was rolled back. */
  | 'records.migration-failed'
  /** The database was migrated by a newer release than this one. */
  | 'records.schema-newer'
  /** A journal from the same source and offset exists, but up to another offset. */
  | 'records.journal-conflict'
  /** No PostgreSQL binaries for this platform. */
  | 'records.no-binaries'
  /** Started as root where user namespaces are forbidden; PostgreSQL refuses to run as root. */
  | 'records.root-refused'
  /** The data folder was written by another major version of PostgreSQL. */
  | 'records.other-major'
  /** `initdb` failed. */
  | 'records.init-failed'
  /** What an earlier owner left running did not end. */
  | 'records.orphan-remains';

export class RecordsFault extends Error {
  readonly code: RecordsFaultCode;

  constructor(code: RecordsFaultCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.name = 'RecordsFault';
    this.code = code;
  }
}
