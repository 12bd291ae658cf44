/** What a change of the policy is about. */
export type ChangeTopic =
  | 'field'
  | 'class'
  | 'form'
  | 'path'
  | 'storage'
  | 'retention'
  | 'purpose'
  | 'basis'
  | 'regime'
  | 'floor'
  | 'signal'
  | 'children'
  | 'identityScope'
  | 'recipientClass'
  | 'contract'
  | 'exceptionalDisclosure'
  | 'minimumGroup'
  | 'right'
  | 'access'
  | 'safeguard'
  | 'promise'
  | 'party'
  | 'notice'
  | 'meta'
  | 'text'
  | 'other';

/**
 * `widening`: more may be done with data, or less protects it. `narrowing`: the opposite. `editorial`: the tables do the same, the
 * words are others.
 */
export type Significance = 'widening' | 'narrowing' | 'editorial';

/** A value of the policy as a change shows it; null: there is none. */
export type ChangeValue = string | number | boolean | null | readonly string[];

/** One change. What is replaced shows as two: the old goes (narrowing), the new comes (widening). */
export interface PolicyChange {
  readonly topic: ChangeTopic;
  /** Dotted, with names as in `policy.yaml`: `fields.country.retention.days`. */
  readonly path: string;
  readonly significance: Significance;
  /** What went, or what it was. */
  readonly before: ChangeValue;
  /** What came, or what it is. */
  readonly after: ChangeValue;
  /** Names of the purposes concerned. */
  readonly purposes: readonly string[];
  /** Names of the regimes concerned. */
  readonly regimes: readonly string[];
}

/** The way from one version to another. */
export interface PolicyDiff {
  readonly from: { readonly version: number; readonly hash: string };
  readonly to: { readonly version: number; readonly hash: string };
  /** That of the most significant change; `none` for the same policy. */
  readonly significance: Significance | 'none';
  readonly changes: readonly PolicyChange[];
}

/** A change before it is known whom it concerns. */
export type Finding = Omit<PolicyChange, 'purposes' | 'regimes'>;
