/** Every code the policy compiler reports. A retired code is never used again. */
export type PolicyFaultCode =
  | 'yaml.syntax'
  | 'key.unknown'
  | 'key.missing'
  | 'value.invalid'
  | 'id.duplicate'
  | 'id.range'
  | 'name.unknown'
  | 'path.unknown'
  | 'path.container'
  | 'path.duplicate'
  | 'path.undecided'
  | 'path.variant'
  | 'form.impossible'
  | 'field.unreachable'
  | 'regime.country'
  | 'retention.period'
  | 'clause.unused'
  | 'vocabulary.unknown'
  | 'vocabulary.unused'
  | 'signal.floor'
  | 'signal.undeclared'
  | 'identity.consent'
  | 'access.unguarded'
  | 'disclosure.approvals'
  | 'notice.short'
  | 'text.missing'
  | 'text.unused'
  | 'text.open'
  | 'text.placeholder';

/** One fault of a policy source. `path` is where in the file (dotted), `message` says what to write instead. */
export interface PolicyFault {
  readonly code: PolicyFaultCode;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly path: string;
  readonly message: string;
}
