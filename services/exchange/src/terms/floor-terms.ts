import {
  type Conversion,
  convertMicros,
  type FloorData,
  type FloorFacts,
  type FloorPlan,
  type FloorPolicy,
  floorOf,
  type ImpFloor,
  type ImpView,
  isCurrencyCode,
  type ModelLimits,
  parseCpm,
  planFloors,
  readFloorRules,
} from '@jianchat/auction';
import { alpha2Of } from '@jianchat/consent';
import type { RequestFor } from '@jianchat/policy';
import type { AccountSettings } from '@jianchat/snapshot';
import { WARNING } from './message-codes.ts';
import { GENERAL, type Messages } from './messages.ts';

const RULES_MAX = 1_000;
const FIELDS_MAX = 8;
const ALL = 100;

const alpha2 = (code: string): string => alpha2Of(code) ?? '';

/** Bounds on an account's models, and how countries are spelt. */
export function floorLimits({ priceFloors }: AccountSettings): ModelLimits {
  return {
    rulesMax: priceFloors?.maxRules ?? RULES_MAX,
    fieldsMax: priceFloors?.maxSchemaDims ?? FIELDS_MAX,
    alpha2,
  };
}

function floorPolicy({ priceFloors }: AccountSettings): FloorPolicy {
  return {
    enabled: priceFloors?.enabled !== false,
    enforceRate: priceFloors?.enforceFloorsRate ?? ALL,
    enforceDeals: priceFloors?.enforceDealFloors === true,
    adjustForBidAdjustment: priceFloors?.adjustForBidAdjustment !== false,
  };
}

interface FloorOptions {
  readonly settings: AccountSettings;
  readonly fetched: FloorData | undefined;
  readonly seed: number;
  readonly messages: Messages;
}

/** Which rules set the floors of this auction; undefined for none: then what imps say holds. */
export function readFloorPlan(
  request: RequestFor<'adDelivery'>,
  { settings, fetched, seed, messages }: FloorOptions,
): FloorPlan | undefined {
  const own = request.ext?.prebid?.floors;
  if (own === undefined && fetched === undefined) return undefined;
  const reading = readFloorRules(own, floorLimits(settings));
  for (const message of reading.faults) messages.warn(GENERAL, { code: WARNING.unknown, message });
  const plan = planFloors(reading.value, { fetched, policy: floorPolicy(settings), seed });
  return plan?.skipped === true ? undefined : plan;
}

/** What an imp's rule makes of its floor. */
export interface FlooredImp {
  readonly view: ImpView;
  /** Undefined where no rule fits: the imp's own floor stays. */
  readonly floor: ImpFloor | undefined;
}

/**
 * A rule's floor takes the place of `imp.bidfloor`, for bidders and for bids; the placement's own floor holds besides. Where rules are
 * not enforced, bidders are told, and only the placement's floor is held to.
 */
export function floorImp(
  view: ImpView,
  {
    plan,
    facts,
    convert,
    currency,
  }: { plan: FloorPlan; facts: FloorFacts; convert: Conversion; currency: string },
): FlooredImp {
  const floor = floorOf(plan, facts, { min: leastOf(view), convert });
  if (floor === undefined) return { view, floor };
  if (!plan.enforcement.enforced) return { view: { ...view, floorMicros: view.placementFloorMicros }, floor };
  const rate = convert(floor.currency, currency);
  const micros = (rate && convertMicros(floor.micros, rate)) ?? Number.POSITIVE_INFINITY;
  return {
    view: {
      ...view,
      floorMicros: Math.max(micros, view.placementFloorMicros),
      ...(!plan.enforcement.deals && { dealFloorMicros: view.placementFloorMicros }),
    },
    floor,
  };
}

/** `imp.ext.prebid.floors.floorMin`: the least floor of this imp, in place of the request's. */
function leastOf({ imp }: ImpView): { micros: number; currency: string } | undefined {
  const own = imp.ext?.prebid?.floors;
  const micros = parseCpm(own?.floorMin ?? 0);
  if (!micros) return undefined;
  const currency = own?.floorMinCur;
  return { micros, currency: currency !== undefined && isCurrencyCode(currency) ? currency : 'USD' };
}
