import type { Conversion } from '../currency/conversion.ts';
import { convertMicros } from '../currency/rate.ts';
import { drawOf } from '../rank.ts';
import type { FloorField, FloorModel } from './floor-model.ts';
import type { FloorData, FloorEnforcement, FloorRules } from './floor-rules.ts';

/** Which floors one auction goes by. */
export interface FloorPlan {
  readonly model: FloorModel;
  readonly min: FloorRules['min'];
  readonly enforcement: FloorEnforcement;
  /** Where the model comes from. */
  readonly location: 'request' | 'fetch';
  /** Drawn: this auction signals and enforces none of it. */
  readonly skipped: boolean;
}

/** What the account allows. */
export interface FloorPolicy {
  readonly enabled: boolean;
  /** %, as `FloorEnforcement.rate`; both must let an auction through. */
  readonly enforceRate: number;
  readonly enforceDeals: boolean;
  readonly adjustForBidAdjustment: boolean;
}

/** Draws of one auction that have to do with floors begin here, far from those that break ties. */
const DRAWS = 1_000_000;
const ALL = 100;

/**
 * Settles which floors hold: fetched ones before the request's, one model drawn by weight, skipped and enforced as their rates
 * draw. The same seed always settles the same.
 * @returns undefined where there are none
 */
export function planFloors(
  own: FloorRules | undefined,
  {
    fetched,
    policy,
    seed,
  }: { readonly fetched: FloorData | undefined; readonly policy: FloorPolicy; readonly seed: number },
): FloorPlan | undefined {
  if (!policy.enabled || own?.enabled === false) return undefined;
  const draw = (at: number): number => drawOf(seed, DRAWS + at) % ALL;
  const useFetched = fetched !== undefined && draw(0) < fetched.useFetchedRate;
  const data = useFetched ? fetched : own?.data;
  if (data === undefined) return undefined;
  const model = drawModel(data.models, drawOf(seed, DRAWS + 1));
  const skipRate = model.skipRate || data.skipRate || (own?.skipRate ?? 0);
  const { enforced, rate, deals, bidAdjustment } = own?.enforcement ?? DEFAULT_ENFORCEMENT;
  const lot = draw(3);
  return {
    model,
    min: own?.min,
    enforcement: {
      enforced: enforced && lot < rate && lot < policy.enforceRate,
      rate,
      deals: deals && policy.enforceDeals,
      bidAdjustment: bidAdjustment && policy.adjustForBidAdjustment,
    },
    location: useFetched ? 'fetch' : 'request',
    skipped: draw(2) < skipRate,
  };
}

const DEFAULT_ENFORCEMENT: FloorEnforcement = {
  enforced: true,
  rate: ALL,
  deals: false,
  bidAdjustment: true,
};

function drawModel(models: readonly FloorModel[], draw: number): FloorModel {
  const [first] = models;
  if (first === undefined) throw new Error('floor data without a model is never read');
  let left = draw % models.reduce((sum, { weight }) => sum + weight, 0);
  for (const model of models) {
    if (left < model.weight) return model;
    left -= model.weight;
  }
  return first;
}

/** What an imp and its request say about each field; lower case, `*` where they say nothing. */
export type FloorFacts = (field: FloorField) => string;

/** The floor of one imp, and the rule it comes from ('' for the model's default). */
export interface ImpFloor {
  readonly rule: string;
  readonly ruleMicros: number;
  /** What holds: the rule's, or the least floor where that is higher. */
  readonly micros: number;
  readonly currency: string;
}

/** @returns undefined where no rule fits and the model has no default, or the least floor can't be converted */
export function floorOf(
  plan: FloorPlan,
  facts: FloorFacts,
  { min, convert }: { readonly min: FloorRules['min']; readonly convert: Conversion },
): ImpFloor | undefined {
  const { model } = plan;
  const rule = findRule(model, facts);
  const ruleMicros = rule === undefined ? model.defaultMicros : (model.values.get(rule) ?? 0);
  if (ruleMicros === 0) return undefined;
  const least = min ?? plan.min;
  const rate = least && convert(least.currency, model.currency);
  const leastMicros = least && rate && convertMicros(least.micros, rate);
  if (least !== undefined && leastMicros === undefined) return undefined;
  return {
    rule: rule ?? '',
    ruleMicros,
    micros: Math.max(ruleMicros, leastMicros ?? 0),
    currency: model.currency,
  };
}

/** The most specific rule that fits: fewest wildcards first, and of as many those whose wildcards stand furthest right. */
function findRule({ fields, delimiter, values }: FloorModel, facts: FloorFacts): string | undefined {
  if (values.size === 0) return undefined;
  const own = fields.map(facts);
  for (const wildcards of wildcardOrder(fields.length)) {
    const key = own
      .map((value, at) => ((wildcards >> (fields.length - 1 - at)) & 1 ? '*' : value))
      .join(delimiter);
    if (values.has(key)) return key;
  }
  return undefined;
}

const orders = new Map<number, readonly number[]>();

/** Sets of wildcards as bits, the leftmost field the highest, in the order they are tried. */
function wildcardOrder(fields: number): readonly number[] {
  const known = orders.get(fields);
  if (known !== undefined) return known;
  const bits = (set: number): number => set.toString(2).replaceAll('0', '').length;
  const order = Array.from({ length: 1 << fields }, (_, set) => set).sort(
    (a, b) => bits(a) - bits(b) || a - b,
  );
  orders.set(fields, order);
  return order;
}
