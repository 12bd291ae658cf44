import {
  type ExplainedAuction,
  type ExplainedRecipient,
  explainRecipients,
  explainRecord,
} from '@jianchat/auction';
import type { AuctionRecord } from '@jianchat/events';
import type { CompiledPolicy } from '@jianchat/policy';

/**
 * Which rules decided what became of each field, in names and codes: no value of the request, and no price of anybody. `basic` is what
 * entered, `verbose` also what each recipient was told.
 */
export interface Trace
  extends Pick<ExplainedAuction, 'policyVersion' | 'regime' | 'reasons' | 'fields' | 'undeclared'> {
  readonly recipients?: readonly ExplainedRecipient[];
}

/** Prebid's levels (`ext.prebid.trace`); undefined where none is asked for. */
export function traceOf(
  level: string | undefined,
  { policy, record }: { policy: CompiledPolicy; record: () => AuctionRecord },
): Trace | undefined {
  if (level !== 'basic' && level !== 'verbose') return undefined;
  const recorded = record();
  const { policyVersion, regime, reasons, fields, undeclared } = explainRecord(policy, recorded);
  const trace = { policyVersion, regime, reasons, fields, undeclared };
  return level === 'basic' ? trace : { ...trace, recipients: explainRecipients(policy, recorded) };
}
