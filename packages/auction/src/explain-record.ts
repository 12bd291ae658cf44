import type { AuctionRecord, CountedBy, ImpRecord, RecordedStanding } from '@jianchat/events';
import {
  addField,
  type CollectExplanation,
  type CompiledPolicy,
  emptyMask,
  explainCollect,
  explainShare,
  fieldIds,
  hasField,
  maskOfKey,
  type ShareExplanation,
} from '@jianchat/policy';
import { recordedReasonText, WON } from './non-bid-reason.ts';
import { type TierName, tierName } from './priority.ts';

/** An auction as people read it: names instead of numbers, and no value of anybody. */
export interface ExplainedAuction {
  readonly id: string;
  readonly atMs: number;
  readonly durationMs: number;
  readonly account: string;
  readonly media: string;
  readonly channel: AuctionRecord['channel'];
  readonly country: string;
  readonly deviceType: AuctionRecord['deviceType'];
  readonly policyVersion: number;
  readonly regime: string;
  readonly reasons: readonly string[];
  readonly imps: readonly ExplainedImp[];
  readonly fields: readonly CollectExplanation[];
  readonly undeclared: AuctionRecord['undeclared'];
  readonly disclosures: readonly {
    readonly recipient: string;
    readonly contract: string;
    readonly purposes: readonly string[];
    readonly fields: readonly string[];
  }[];
}

export interface ExplainedImp {
  readonly placement: string;
  readonly format: ImpRecord['format'];
  readonly outcome: 'filled' | 'unfilled';
  readonly floorMicros: number;
  readonly currency: string;
  readonly candidates: readonly {
    readonly demand: string;
    readonly demandKind: ImpRecord['candidates'][number]['demandKind'];
    readonly priceMicros: number;
    readonly outcome: 'won' | 'lost' | 'nobid';
    readonly reason: string;
    readonly reasonCode: number;
    readonly latencyMs: number;
    readonly estimate?: ImpRecord['candidates'][number]['estimate'];
    readonly standing?: ExplainedStanding;
  }[];
}

/** What decided besides the price; `micros` is what it competed with: its own price, or the price of what its goal pushes aside. */
export interface ExplainedStanding extends Omit<RecordedStanding, 'tier' | 'counted'> {
  readonly tier: TierName;
  readonly counted?: readonly CountedBy[];
}

/**
 * Explains a record by recomputing every field's fate from the integers it carries.
 * @param policy the policy of the version that the record names: another one gives other answers.
 */
export function explainRecord(policy: CompiledPolicy, record: AuctionRecord): ExplainedAuction {
  const present = maskOfKey(record.present, policy.fieldWords);
  return {
    id: record.id,
    atMs: record.atMs,
    durationMs: record.durationUs / 1000,
    account: record.account,
    media: record.media,
    channel: record.channel,
    country: record.country,
    deviceType: record.deviceType,
    policyVersion: record.policyVersion,
    regime: policy.regimes[record.regime]?.name ?? `regime ${record.regime}`,
    reasons: record.reasons,
    imps: record.imps.map(explainImp),
    fields: explainCollect(policy, {
      regime: record.regime,
      grants: record.grants,
      floors: record.floors,
      present,
    }),
    undeclared: record.undeclared,
    disclosures: record.disclosures.map(({ recipient, contract, purposes, fields }) => ({
      recipient,
      contract,
      purposes: policy.purposes.filter(({ bit }) => (purposes & bit) !== 0).map(({ name }) => name),
      fields: fieldIds(maskOfKey(fields, policy.fieldWords)).flatMap(
        (id) => policy.fieldById.get(id)?.name ?? [],
      ),
    })),
  };
}

/** How one recipient stands to a field of a recorded auction: what the policy says, and what was sent. */
export interface ExplainedOutcome extends Omit<ShareExplanation, 'outcome'> {
  /** `unsent`: the policy lets it out, but the request held nothing of it for this recipient (another buyer's id, for example). */
  readonly outcome: ShareExplanation['outcome'] | 'unsent';
}

export interface ExplainedRecipient {
  readonly recipient: string;
  readonly contract: string;
  readonly fields: readonly ExplainedOutcome[];
}

/**
 * Explains for each recipient of a recorded auction why it was told a field or not, from the integers of the record.
 * @param policy the policy of the version that the record names
 */
export function explainRecipients(
  policy: CompiledPolicy,
  record: AuctionRecord,
): readonly ExplainedRecipient[] {
  const { regime, grants, floors } = record;
  const present = maskOfKey(record.present, policy.fieldWords);
  return record.disclosures.flatMap(({ recipient, contract: name, purposes, granted, fields }) => {
    const contract = policy.contracts.get(name);
    if (contract === undefined) return [];
    const told = maskOfKey(fields, policy.fieldWords);
    const signals = { regime, grants, floors, vendorGrants: granted ?? purposes };
    const isTold = (row: ShareExplanation): boolean => {
      const field = policy.fields.find((candidate) => candidate.name === row.field);
      const id = row.outcome === 'coarse' ? field?.coarse : field?.id;
      return id !== undefined && hasField(told, id);
    };
    // The exchange adds some itself, such as the time that is left; a coarse form is told in the row of its finer field.
    const came = new Set([...fieldIds(present), ...fieldIds(told)]);
    const own = emptyMask(policy.fieldWords);
    for (const id of came) if (!came.has(policy.fieldById.get(id)?.coarseOf ?? -1)) addField(own, id);
    const outcomes = explainShare(policy, { contract, signals, present: own }).map((row) =>
      row.outcome === 'withheld' || isTold(row) ? row : { ...row, outcome: 'unsent' as const },
    );
    return [{ recipient, contract: name, fields: outcomes }];
  });
}

function explainImp(imp: ImpRecord): ExplainedImp {
  return {
    placement: imp.placement,
    format: imp.format,
    outcome: imp.winner >= 0 ? 'filled' : 'unfilled',
    floorMicros: imp.floorMicros,
    currency: imp.currency,
    candidates: imp.candidates.map(
      ({ demand, demandKind, priceMicros, reason, latencyMs, estimate, standing }) => ({
        demand,
        demandKind,
        priceMicros,
        outcome: reason === WON ? 'won' : priceMicros > 0 ? 'lost' : 'nobid',
        reason: recordedReasonText(reason),
        reasonCode: reason,
        latencyMs,
        ...(estimate && { estimate }),
        ...(standing && { standing: explainStanding(standing) }),
      }),
    ),
  };
}

const explainStanding = ({ tier, counted, ...standing }: RecordedStanding): ExplainedStanding => ({
  ...standing,
  tier: tierName(tier),
  ...(counted && { counted: typeof counted === 'string' ? [counted] : counted }),
});
