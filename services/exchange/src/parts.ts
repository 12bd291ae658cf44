import type { MediationDemand } from '@jianchat/auction';
import { createLearnGate } from '@jianchat/effectiveness';
import { EVENT_FIELD, EVENT_KINDS, type EventKind, kindBits, type TokenMint } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import type { Admitted, AskedAnew, CompiledPolicy, Gates } from '@jianchat/policy';
import type { FloorSource } from './beside/floor-source.ts';
import type { RateSource } from './beside/rate-source.ts';
import type { CallGates } from './call-gates.ts';
import type { Counters } from './counters.ts';
import type { CountingRule } from './counting/counting-rule.ts';
import type { CreativeCache } from './creatives/creative-cache.ts';
import type { Doubts } from './stages/doubts.ts';
import type { GatherMeans } from './stages/gather.ts';
import type { OwnChoices } from './stages/own-choices.ts';
import type { ChainWatch } from './supply/watch-chains.ts';

/** What the stages of every auction share; made once. */
export interface Parts {
  readonly policy: CompiledPolicy;
  readonly gates: Gates;
  readonly log: EventLog;
  readonly mint: TokenMint;
  readonly publicUrl: string;
  readonly counters: Counters;
  readonly callGates: CallGates;
  /** Ranks the networks whose SDKs an app holds; without it no app is told an order. */
  readonly mediation: MediationDemand | undefined;
  /** Where ads are kept that clients fetch later. */
  readonly creatives: Pick<CreativeCache, 'put'>;
  /** 32 bytes that stand for the person in the record of a disclosure. */
  readonly commitTo: GatherMeans['commitTo'];
  /** Under what may be counted what is shown. */
  readonly countedAs: CountingRule;
  /** The host's currency rates, fetched beside requests. */
  readonly rates: Pick<RateSource, 'current' | 'document'>;
  /** Accounts' price floors, fetched likewise. */
  readonly floors: Pick<FloorSource, 'current'>;
  readonly tmaxDefaultMs: number;
  readonly tmaxMaxMs: number;
  /** Milliseconds since epoch; fractions make durations finer. */
  now(): number;
  /** The end of this turn of the event loop, shared by all its auctions. */
  turn(): Promise<void>;
  /** Told of a fault of ours that an auction goes on with. */
  onFault(fault: unknown): void;
  randomBytes(n: number): Buffer;
  lookUpCountry(ip: string): string | undefined;
  /** For which purposes choices of before some day don't count. */
  readonly askedAnew?: readonly AskedAnew[];
  /** What the person of a request told the platform itself, whatever the request says. */
  readonly ownChoices: OwnChoices;
  /** Whether the policy lets the address say the country in this auction. */
  countryAllowed(admitted: Admitted): boolean;
  /** Inputs of a learned model that policy and signals let be used in this auction. */
  learnable(admitted: Admitted): number;
  /** Kinds of event that the policy lets be collected of an ad of this auction (`EventClaims.kinds`). */
  reportable(admitted: Admitted): number;
  /** Whether whoever shows an ad of this auction may remember that, for conversions that follow without a click. */
  remembersViews(admitted: Admitted): boolean;
  /** Whether the family of the operating system may be told from the request. */
  osAllowed(admitted: Admitted): boolean;
  /** Whether it may be written down in which size ads of our own are shown. */
  sizesAllowed(admitted: Admitted): boolean;
  /** Whether a request may be a robot's or part of a flood. Asked once for each: it counts. */
  readonly doubts: Doubts;
  /** Whether the policy lets creatives of bidders be kept for review. */
  readonly reviewsCreatives: boolean;
  /** Told of supply chains; undefined where the policy lets none be kept. */
  readonly chains: ChainWatch | undefined;
}

/**
 * Displays, clicks and wins are what every ad is charged by. Other kinds may be reported where the policy in force lets their
 * field be held under these signals.
 */
export function reportableRule(policy: CompiledPolicy, gates: Gates): (admitted: Admitted) => number {
  const names = new Set<string>(
    EVENT_KINDS.filter((kind) => !BASIC.includes(kind)).map((kind) => EVENT_FIELD[kind]),
  );
  const fields = policy.fields.flatMap(({ id, name }) =>
    names.has(name) ? [{ id, bits: kindBits(EVENT_KINDS.filter((kind) => EVENT_FIELD[kind] === name)) }] : [],
  );
  const basic = kindBits(BASIC);
  return ({ signals }) =>
    fields.reduce((bits, field) => (gates.mayHold(signals, field.id) ? bits | field.bits : bits), basic);
}

/** By the field that such a memory is: it needs the consent that storing on the device does, and ends with every refusal. */
export const viewsRule = (policy: CompiledPolicy, gates: Gates): ((admitted: Admitted) => boolean) =>
  holdRule(policy, gates, 'viewedAd');

/** What is a field of the policy's by itself is made of nothing where that field may not be held, or no policy declares it. */
export function holdRule(
  policy: CompiledPolicy,
  gates: Gates,
  name: 'viewedAd' | 'operatingSystem' | 'adSize',
): (admitted: Admitted) => boolean {
  const field = policy.fields.find((each) => each.name === name);
  return ({ signals }) => field !== undefined && gates.mayHold(signals, field.id);
}

const BASIC: readonly EventKind[] = ['impression', 'click', 'win'];

/** By the policy in force alone: what a model was trained under is held against it where the model is asked. */
export function learnableRule(policy: CompiledPolicy): (admitted: Admitted) => number {
  const gate = createLearnGate({ ofVersion: () => policy, inForce: () => policy });
  return ({ signals }) => gate.templates({ version: policy.version, signals });
}

/** The address may stand for a country where its prefix entered and serves contextual advertising. */
export function countryRule(policy: CompiledPolicy, gates: Gates): (admitted: Admitted) => boolean {
  const prefix = policy.fields.find((field) => field.name === 'ipPrefix')?.id ?? -1;
  const purpose = policy.purposes.find((row) => row.name === 'contextualAds')?.id ?? -1;
  if (prefix < 0 || purpose < 0) return () => false;
  return (admitted) => gates.mayUse(admitted, prefix, purpose);
}

/** Supply chains are told where the policy in force declares the place they rest in. */
export function keepsChains(policy: CompiledPolicy): boolean {
  return policy.fields.some(
    ({ collect, store }) => collect === 'on' && store.includes('log:chains.nodes.asi'),
  );
}

/** Creatives are told to the review where the policy in force declares the place they rest in. */
export function reviewsCreatives(policy: CompiledPolicy): boolean {
  return policy.fields.some(
    ({ collect, store }) => collect === 'on' && store.includes('log:creatives.markup'),
  );
}
