import {
  type CompiledTargeting,
  compareRanks,
  compileTargeting,
  indexTargetings,
  type Rank,
  TIER,
  type TraitIndex,
} from '@jianchat/auction';
import { isSecureCreative } from '@jianchat/creatives';
import type { CreativeInput, TraitName } from '@jianchat/snapshot';
import type { ReadyCreative } from './creative-fit.ts';
import type { LinePlan } from './line-plan.ts';
import { readyCreative } from './ready-creative.ts';

/** A creative of a line item, ready to be offered. */
export interface Entry {
  readonly plan: LinePlan;
  readonly targeting: CompiledTargeting;
  readonly ready: ReadyCreative;
  /** Whether it may be shown where the page asks for https (`imp.secure`). */
  readonly isSecure: boolean;
  /** Of the creative among its line item's, from 0. */
  readonly place: number;
  /** The best it may ever stand; where it really stands is told per request. */
  readonly ceiling: Rank;
}

/** Entries of one place and shape, those first that may stand highest, and which of them a request may meet. */
export interface EntryList {
  /** Of all its line items: only prices of one currency have an order. */
  readonly currency: string;
  readonly entries: readonly Entry[];
  readonly index: TraitIndex;
}

/**
 * Entries by where they may run and what shape they have: a request looks at three lists per shape and currency instead of at every
 * line item, and of each list at those only whose targeting it may meet.
 */
export interface LineIndex {
  /** @param shape one of `ReadyCreative.shapes` */
  lists(options: { placement: string; media: string; shape: string }): readonly EntryList[];
}

export function indexLines(plans: readonly LinePlan[]): LineIndex {
  const found = new Map<string, { scope: Scope; currency: string; entries: Entry[] }>();
  const currencies = Array.from(new Set(plans.map(({ line }) => line.currency)));
  for (const plan of plans) {
    const { currency } = plan.line;
    const targeting = compileTargeting(plan.line.targeting);
    const ceiling = ceilingOf(plan);
    for (const [place, creative] of plan.line.creatives.entries()) {
      const entry: Entry = {
        plan,
        targeting,
        ceiling,
        place,
        ready: readyCreative(creative),
        isSecure: isSecure(plan, creative),
      };
      for (const scope of scopesOf(targeting))
        for (const shape of entry.ready.shapes) {
          const key = `${scope.key}|${shape}|${currency}`;
          const list = found.get(key);
          if (list) list.entries.push(entry);
          else found.set(key, { scope, currency, entries: [entry] });
        }
    }
  }
  const byKey = new Map(Array.from(found, ([key, list]) => [key, listOf(list)]));
  return {
    lists({ placement, media, shape }) {
      const keys = [`*|${shape}`];
      if (media !== '') keys.push(`m ${media}|${shape}`);
      if (placement !== '') keys.push(`p ${placement}|${shape}`);
      return keys.flatMap((key) => currencies.flatMap((currency) => byKey.get(`${key}|${currency}`) ?? []));
    },
  };
}

function listOf({
  scope: { known },
  currency,
  entries,
}: {
  scope: Scope;
  currency: string;
  entries: Entry[];
}): EntryList {
  entries.sort((a, b) => compareRanks(a.ceiling, b.ceiling));
  return {
    currency,
    entries,
    index: indexTargetings(
      entries.map(({ targeting }) => targeting),
      known,
    ),
  };
}

/** A line item with a goal may be due to take all; what clicks bring is not known before. */
function ceilingOf({ rank, shadow, priceMicros }: LinePlan): Rank {
  if (shadow !== undefined) return { tier: TIER.due, order: 0, micros: Number.POSITIVE_INFINITY };
  return priceMicros === undefined ? { ...rank, micros: Number.POSITIVE_INFINITY } : rank;
}

interface Scope {
  readonly key: string;
  /** The trait that whoever looks there has. */
  readonly known?: TraitName;
}

/** Where a line item is listed: by its narrowest targeting. The wider one is checked per request. */
function scopesOf({ conditions }: CompiledTargeting): readonly Scope[] {
  const placements = conditions.get('placement');
  if (placements !== undefined)
    return Array.from(placements, (id): Scope => ({ key: `p ${id}`, known: 'placement' }));
  const media = conditions.get('media');
  if (media !== undefined) return Array.from(media, (id): Scope => ({ key: `m ${id}`, known: 'media' }));
  return [{ key: '*' }];
}

/** As the review found; where nothing was reviewed, by what the creative itself says. */
function isSecure({ line: { insecureCreatives } }: LinePlan, creative: CreativeInput): boolean {
  return insecureCreatives === undefined
    ? isSecureCreative(creative)
    : !insecureCreatives.includes(creative.id);
}
