import { CATEGORY_UNMAPPED, type NonBidReason, REJECTED } from '../non-bid-reason.ts';
import type { Offer } from '../offer.ts';
import { drawOf } from '../rank.ts';
import type { CategoryLookup, CategoryRules } from './category-rules.ts';
import { bucketOf } from './targeting-keys.ts';
import type { TargetingRules } from './targeting-rules.ts';

export interface Exclusion {
  /** `hb_pb_cat_dur` of each offer that stays. */
  readonly labels: ReadonlyMap<Offer, string>;
  readonly refused: readonly {
    readonly offer: Offer;
    readonly reason: NonBidReason;
    readonly text: string;
  }[];
  /** Why one that was not among the offers can't stand beside those that stay; undefined where it can. */
  reasonAgainst(offer: Offer): NonBidReason | undefined;
  /** Takes in one that nothing speaks against. */
  add(offer: Offer): void;
}

interface Standing {
  readonly offer: Offer;
  readonly price: number;
}

/**
 * Competitive exclusion over all imps of a request, as Prebid Server does it: one ad per category (or, without categories,
 * per price and length). Of two with the same key the dearer price bucket stays; equal ones are drawn by the auction's seed.
 */
export function excludeByCategory(
  offers: Iterable<Offer>,
  options: {
    readonly rules: TargetingRules;
    readonly categories: CategoryRules;
    readonly lookup: CategoryLookup;
    readonly seed: number;
    /** Whether a video plays outside a stream: its price may have a granularity of its own. */
    isOutstream(offer: Offer): boolean;
  },
): Exclusion {
  const labels = new Map<Offer, string>();
  const refused: { offer: Offer; reason: NonBidReason; text: string }[] = [];
  const byKey = new Map<string, Standing>();
  const refuse = (offer: Offer, reason: NonBidReason, text: string): void => {
    labels.delete(offer);
    refused.push({ offer, reason, text: `bid rejected [bid ID: ${offer.bid.id}] reason: ${text}` });
  };
  let draws = 0;
  for (const offer of offers) {
    const label = labelOf(offer, options);
    if (!label.ok) {
      refuse(offer, label.reason, label.text);
      continue;
    }
    const price = Number(label.bucket);
    const rival = byKey.get(label.key);
    const beaten =
      rival !== undefined &&
      (rival.price > price || (rival.price === price && drawOf(options.seed, draws++) % 2 === 0));
    if (beaten) {
      refuse(offer, REJECTED, 'Bid was deduplicated');
      continue;
    }
    if (rival !== undefined) refuse(rival.offer, REJECTED, 'Bid was deduplicated');
    labels.set(offer, label.text);
    byKey.set(label.key, { offer, price });
  }
  return {
    labels,
    refused,
    reasonAgainst(offer) {
      const label = labelOf(offer, options);
      if (!label.ok) return label.reason;
      return byKey.has(label.key) ? REJECTED : undefined;
    },
    add(offer) {
      const label = labelOf(offer, options);
      if (!label.ok) return;
      labels.set(offer, label.text);
      byKey.set(label.key, { offer, price: Number(label.bucket) });
    },
  };
}

interface LabelTerms {
  readonly rules: TargetingRules;
  readonly categories: CategoryRules;
  readonly lookup: CategoryLookup;
  isOutstream(offer: Offer): boolean;
}

type Label =
  | { readonly ok: true; readonly bucket: string; readonly key: string; readonly text: string }
  | { readonly ok: false; readonly reason: NonBidReason; readonly text: string };

function labelOf(offer: Offer, { rules, categories, lookup, isOutstream }: LabelTerms): Label {
  const category = categoryOf(offer, { categories, lookup });
  if (typeof category !== 'string') return { ok: false, ...category };
  const durationSec = roundUp(offer.video?.duration ?? offer.bid.dur ?? 0, categories.durationsSec);
  if (durationSec === undefined)
    return { ok: false, reason: REJECTED, text: 'Bid duration exceeds maximum allowed' };
  const bucket = bucketOf(rules, {
    priceMicros: offer.priceMicros,
    format: offer.format,
    outstream: isOutstream(offer),
  });
  const text = categories.withCategory
    ? `${bucket}_${category}_${durationSec}s`
    : `${bucket}_${durationSec}s`;
  return {
    ok: true,
    bucket,
    key: categories.withCategory ? category : text,
    text: categories.appendBidder ? `${text}_${offer.seat}` : text,
  };
}

function categoryOf(
  offer: Offer,
  { categories, lookup }: { categories: CategoryRules; lookup: CategoryLookup },
): string | { reason: NonBidReason; text: string } {
  if (!categories.withCategory) return '';
  if (offer.video?.primary_category) return offer.video.primary_category;
  const [category, ...more] = offer.bid.cat ?? [];
  if (category === undefined || more.length > 0)
    return { reason: CATEGORY_UNMAPPED, text: 'Bid did not contain a category' };
  if (categories.translation === undefined) return category;
  const { adServer, publisher } = categories.translation;
  return (
    lookup({ adServer, publisher, category }) || {
      reason: CATEGORY_UNMAPPED,
      text: `Category mapping file for primary ad server: '${adServer}', publisher: '${publisher.slice(0, 64)}' not found`,
    }
  );
}

/** The shortest of the lengths that holds it; undefined where none does. */
function roundUp(durationSec: number, lengths: readonly number[]): number | undefined {
  return lengths.length === 0 ? durationSec : lengths.find((length) => durationSec <= length);
}
