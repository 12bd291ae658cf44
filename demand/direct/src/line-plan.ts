import {
  createShadowPrice,
  type Offer,
  ORDER_DEFAULT,
  type Rank,
  type Schedule,
  type ShadowPrice,
  scheduleOf,
  TIER,
  tierOf,
} from '@jianchat/auction';
import type { Goal, SnapshotLineItem } from '@jianchat/snapshot';

/** A line item, made ready once per snapshot. */
export interface LinePlan {
  readonly line: SnapshotLineItem;
  /** Names of the purses that each of its impressions is taken from; all must have something left. */
  readonly purses: readonly string[];
  /** The goal that is counted in events, and the kind of event. */
  readonly counted: CountedGoal | undefined;
  readonly percent: number | undefined;
  readonly schedule: Schedule;
  readonly pace: 'goal' | 'day' | 'total' | undefined;
  /** Of line items that must reach a goal. */
  readonly shadow: ShadowPrice | undefined;
  readonly rank: Rank;
  /** CPM that it competes with; undefined where it is made anew for each request. */
  readonly priceMicros: number | undefined;
  /** What its events cost, where it is not a thousandth of the price for each impression. */
  readonly charge: Offer['charge'];
  /** Of its conversions, where they may be measured. */
  readonly conversion: Offer['conversion'];
}

export interface CountedGoal {
  readonly kind: string;
  readonly amount: number;
  readonly per: 'lifetime' | 'day';
}

/** The kinds of event that goals count. */
const EVENT_OF_METRIC = {
  impressions: 'impression',
  viewableImpressions: 'viewable',
  clicks: 'click',
  conversions: 'conversion',
} as const;

/** @param before what was learnt of the line item's competition under an earlier snapshot */
export function planOf(line: SnapshotLineItem, before: ShadowPrice | undefined): LinePlan {
  const counted = countedGoal(line.goal);
  // Its days cost something, its impressions nothing.
  const byDay = line.cost?.model === 'flat';
  const purses: string[] = [];
  if (!byDay && (line.budgetTotalMicros !== undefined || line.budgetDailyMicros !== undefined))
    purses.push(`line/${line.id}`);
  if (!byDay && line.order?.budgetTotalMicros !== undefined) purses.push(`order/${line.order.id}`);
  if (counted?.kind === 'impression') purses.push(`goal/${line.id}`);
  const guaranteed = line.kind === 'standard' && counted !== undefined;
  const pacing = line.pacing ?? (guaranteed ? ({ mode: 'even', catchUp: true } as const) : undefined);
  return {
    line,
    purses,
    counted,
    percent: line.goal?.metric === 'shareOfVoice' ? line.goal.percent : undefined,
    schedule: scheduleOf(pacing, line.dayParts),
    pace: pacing === undefined || pacing.mode === 'asap' ? undefined : pacedBy(line, counted),
    shadow: guaranteed ? (before ?? createShadowPrice()) : undefined,
    rank: rankOfLine(line),
    priceMicros: fixedPrice(line),
    charge: chargeOf(line),
    conversion: termsOf(line),
  };
}

function countedGoal(goal: Goal | undefined): CountedGoal | undefined {
  if (goal === undefined || goal.metric === 'shareOfVoice') return undefined;
  return { kind: EVENT_OF_METRIC[goal.metric], amount: goal.amount, per: goal.per };
}

/** The one amount that is spread over its time: a goal before budgets, a day's budget before that of the whole time. */
function pacedBy(line: SnapshotLineItem, counted: CountedGoal | undefined): LinePlan['pace'] {
  const ends = line.endsAtMs < Number.MAX_SAFE_INTEGER && line.startsAtMs > 0;
  if (counted !== undefined && (counted.per === 'day' || ends)) return 'goal';
  if (line.cost?.model === 'flat') return undefined;
  if (line.budgetDailyMicros !== undefined) return 'day';
  return line.budgetTotalMicros !== undefined && ends ? 'total' : undefined;
}

/** Within the tier of everything that competes by its worth nobody goes before others by a number. */
function rankOfLine(line: SnapshotLineItem): Rank {
  const tier = tierOf(line.kind);
  const micros = fixedPrice(line) ?? 0;
  return { tier, order: tier === TIER.open ? ORDER_DEFAULT : line.priority, micros };
}

function fixedPrice({ cost, priceCpmMicros }: SnapshotLineItem): number | undefined {
  if (cost?.model === 'cpc' || cost?.model === 'cpa') return undefined;
  if (cost?.model === 'flat') return Math.round((cost.dayMicros / cost.expectedImpressions) * 1000);
  return priceCpmMicros;
}

function chargeOf({ cost }: SnapshotLineItem): Offer['charge'] {
  if (cost?.model === 'cpc') return { impressionCpmMicros: 0, clickMicros: cost.clickMicros };
  if (cost?.model === 'cpa') return { impressionCpmMicros: 0, clickMicros: 0 };
  if (cost?.model === 'flat') return { impressionCpmMicros: 0, clickMicros: 0, dayMicros: cost.dayMicros };
  return undefined;
}

function termsOf({
  cost,
  conversionHours: withinHours,
  conversionRules,
}: SnapshotLineItem): Offer['conversion'] {
  if (withinHours === undefined) return undefined;
  if (cost?.model !== 'cpa') return { withinHours, micros: 0, paidKind: '', ...conversionRules };
  return { withinHours, micros: cost.conversionMicros, paidKind: cost.kind ?? '', ...conversionRules };
}
