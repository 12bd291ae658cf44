import type { SignalReason } from '@jianchat/consent';
import {
  type Admitted,
  addField,
  type CompiledPolicy,
  emptyMask,
  type FieldMask,
  hasField,
  type ShareDecision,
} from '@jianchat/policy';
import type { BidderRow } from '../catalogue.ts';
import type { Outer } from '../http/outer.ts';
import type { JsonObject } from '../json-object.ts';
import type { Parts } from '../parts.ts';
import { completeFromHttp } from '../prepare/complete-from-http.ts';
import { readRequestSignals } from '../stages/signals.ts';

/** Consent signals in the names of Prebid Server's macros, '' where one was not said or may not be told. */
export interface SignalTexts {
  readonly gdpr: string;
  readonly gdpr_consent: string;
  readonly us_privacy: string;
  readonly gpp: string;
  readonly gpp_sid: string;
}

/** What the policy lets happen with bidders' ids of one browser, by the person's signals. */
export interface SyncRules {
  readonly admitted: Admitted;
  /** Whether such ids may be kept at all: the cookie stands on the person's device. */
  readonly mayKeep: boolean;
  /** Whether the TC string under which it may not is none. */
  readonly isUnreadable: boolean;
  /** Whether this recipient may come to know the browser by an id; undefined where not. */
  shareWith(row: BidderRow): ShareDecision | undefined;
  /** The consent signals that may be passed on to the recipient, and the mask of what was copied. */
  signalsFor(decision: ShareDecision): { readonly told: SignalTexts; readonly copied: FieldMask };
}

/**
 * Asks the same gates as an auction does. An id is kept where the policy declares such a cookie, lets it be held under these signals
 * (with storage on the device, which it requires), and lets the bidder's contract have the bidder's id.
 */
export function syncRules(raw: JsonObject, outer: Outer, parts: Parts): SyncRules {
  const completed = completeFromHttp(raw, outer);
  const { signals } = readRequestSignals(completed, outer, parts);
  const { policy, gates } = parts;
  const admitted = gates.collect(completed, signals);
  const fields = fieldsOf(policy);
  const mayKeep = fields.kept >= 0 && gates.mayHold(signals, fields.kept);
  return {
    admitted,
    mayKeep,
    isUnreadable: signals.reasons.includes(UNREADABLE),
    shareWith(row) {
      if (!mayKeep || fields.buyerId < 0 || row.contract === undefined) return undefined;
      const decision = gates.share(admitted, row.contract);
      return hasField(decision.mask, fields.buyerId) ? decision : undefined;
    },
    signalsFor(decision) {
      const mask = emptyMask(policy.fieldWords);
      if (fields.signals >= 0 && hasField(decision.mask, fields.signals)) addField(mask, fields.signals);
      const copied = emptyMask(policy.fieldWords);
      const { regs, user } = gates.project(admitted, mask, copied);
      const told: SignalTexts = {
        gdpr: textOf(regs?.gdpr),
        gdpr_consent: textOf(user?.consent),
        us_privacy: textOf(regs?.us_privacy),
        gpp: textOf(regs?.gpp),
        gpp_sid: (regs?.gpp_sid ?? []).join(','),
      };
      return { told, copied };
    },
  };
}

const UNREADABLE: SignalReason = 'signal.tcf.malformed';

const textOf = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

interface SyncFields {
  /** Ids in the cookie. */
  readonly kept: number;
  /** A bidder's id in a bid request. */
  readonly buyerId: number;
  readonly signals: number;
}

const FIELDS = new WeakMap<CompiledPolicy, SyncFields>();

function fieldsOf(policy: CompiledPolicy): SyncFields {
  const known = FIELDS.get(policy);
  if (known !== undefined) return known;
  const idOf = (path: string): number =>
    policy.fields.find((field) => field.paths.some((claim) => claim.path === path))?.id ?? -1;
  const kept = policy.fields.find(({ name, collect }) => name === 'syncedIds' && collect === 'on');
  const made = { kept: kept?.id ?? -1, buyerId: idOf('user.buyeruid'), signals: idOf('user.consent') };
  FIELDS.set(policy, made);
  return made;
}
