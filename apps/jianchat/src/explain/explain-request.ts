import { createHmac, randomBytes } from 'node:crypto';
import { explainSignals, type OwnSignal, type SignalReading } from '@jianchat/consent';
import { completeFromHttp, type Outer, readRequestSignals } from '@jianchat/exchange';
import {
  type Admitted,
  type AskedAnew,
  type CollectExplanation,
  type CompiledPolicy,
  type ContractRow,
  createGates,
  explainCollect,
  explainShare,
  type ShareExplanation,
} from '@jianchat/policy';

/** How the policy meets one request: the same interpreter that explains recorded auctions, on what the request says. */
export interface ExplainedRequest {
  readonly policy: { readonly version: number; readonly hash: string };
  readonly regime: string;
  /** Why this regime: codes of reasons, and the places that speak for one. */
  readonly regimeReasons: readonly string[];
  readonly signals: readonly SignalReading[];
  readonly grants: readonly string[];
  readonly floors: readonly string[];
  readonly fields: readonly CollectExplanation[];
  readonly undeclared: Admitted['undeclared'];
  /** Values of the wrong type: they don't enter, and the exchange refuses the request. */
  readonly faults: Admitted['faults'];
  readonly recipients: readonly ExplainedContract[];
}

export interface ExplainedContract {
  readonly contract: string;
  readonly recipientClass: string;
  /** Id on the Global Vendor List; 0 for none. */
  readonly vendor: number;
  /** Purposes of the contract that hold for this person and vendor. */
  readonly purposes: readonly string[];
  readonly fields: readonly ShareExplanation[];
  /** The request as this recipient would get it, before its own parameters are added. */
  readonly projection?: unknown;
}

export interface ExplainOptions {
  readonly contracts: readonly ContractRow[];
  readonly outer: Outer;
  /** ISO 3166-1 alpha-2 of an address. */
  readonly lookUpCountry: (ip: string) => string | undefined;
  /** Country of the network address whatever the look-up says, ISO 3166-1 alpha-2. */
  readonly country: string | undefined;
  readonly nowMs: number;
  /** What the person told the platform itself; counts where the policy keeps such choices. */
  readonly own: readonly OwnSignal[];
  /** For which purposes choices of before some day don't count. */
  readonly askedAnew: readonly AskedAnew[];
  readonly projections: boolean;
}

const keepsChoices = ({ fields }: CompiledPolicy): boolean =>
  fields.some(({ collect, store }) => collect === 'on' && store.includes('hot:choice.of'));

/** Walks a request through signals, collect and share as the exchange does, and says why at each step. */
export function explainRequest(
  policy: CompiledPolicy,
  body: Readonly<Record<string, unknown>>,
  options: ExplainOptions,
): ExplainedRequest {
  const means = { policy, lookUpCountry: options.lookUpCountry, now: () => options.nowMs };
  const raw = completeFromHttp(body, options.outer);
  const { ipCountry } = readRequestSignals(raw, options.outer, means);
  const { readings, state: signals } = explainSignals(policy, raw, {
    secGpc: options.outer.secGpc,
    dnt: options.outer.dnt,
    ipCountry: options.country ?? (ipCountry === '' ? undefined : ipCountry),
    nowMs: options.nowMs,
    askedAnew: options.askedAnew,
    own: keepsChoices(policy) ? options.own : [],
  });
  // Hashes are made under a key that nobody keeps: they are never shared, and here they aren't stored.
  const key = randomBytes(32);
  const gates = createGates(policy, (field, value) =>
    createHmac('sha256', key).update(`${field} ${value}`).digest('base64url'),
  );
  const admitted = gates.collect(raw, signals);
  const { present, undeclared, faults } = admitted;
  const namesOf = (rows: readonly { name: string; bit: number }[], bits: number): readonly string[] =>
    rows.filter(({ bit }) => (bits & bit) !== 0).map(({ name }) => name);
  const recipients = options.contracts.map((contract): ExplainedContract => {
    const decision = gates.share(admitted, contract);
    const recipient = { ...signals, vendorGrants: signals.vendorGrants(contract.gvl) };
    return {
      contract: contract.name,
      recipientClass: contract.recipientClass,
      vendor: contract.gvl,
      purposes: namesOf(policy.purposes, decision.purposes),
      fields: explainShare(policy, { contract, signals: recipient, present }),
      ...(options.projections && { projection: gates.project(admitted, decision.mask) }),
    };
  });
  return {
    policy: { version: policy.version, hash: policy.hash },
    regime: policy.regimes[signals.regime]?.name ?? 'unknown',
    regimeReasons: signals.reasons.filter((reason) => reason.startsWith('location.')),
    signals: readings,
    grants: namesOf(policy.purposes, signals.grants),
    floors: namesOf(policy.floors, signals.floors),
    fields: explainCollect(policy, { ...signals, present }),
    undeclared,
    faults,
    recipients,
  };
}
