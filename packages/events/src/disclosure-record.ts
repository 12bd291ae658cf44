/** What one recipient was told. */
export interface DisclosureEntry {
  readonly recipient: string;
  readonly contract: string;
  readonly purposes: number;
  /**
   * Every purpose that the person and, where the regime asks for it, the vendor's own grant allowed, whether the contract names it or not: with the
   * signals it says why a field was not sent. Absent in records of before it was kept.
   */
  readonly granted?: number;
  /** Field mask of what was sent, as hex. */
  readonly fields: string;
}

interface DisclosureFacts {
  readonly auction: string;
  /** Milliseconds since epoch. */
  readonly atMs: number;
  readonly policyVersion: number;
  readonly policyHash: string;
  readonly regime: number;
  readonly grants: number;
  readonly floors: number;
  readonly entries: readonly DisclosureEntry[];
}

/** Written durably before anything leaves: who was told which fields, for which purposes, under which policy. */
export interface DisclosureRecord extends DisclosureFacts {
  readonly v: 2;
  /**
   * Commitment to the person, 32 bytes as hex: only with a key that belongs to the subject can it be told whom it means, and
   * from whom it came where nobody was recognised it can't be told at all. Both kinds look the same.
   */
  readonly subject: string;
}

/** As it was before subjects were known; logs hold some still. */
export interface DisclosureRecordV1 extends DisclosureFacts {
  readonly v: 1;
}
