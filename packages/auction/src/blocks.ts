import type { AdFormat } from '@jianchat/events';
import type { RequestFor } from '@jianchat/policy';
import type { Blocks } from '@jianchat/snapshot';
import type { ImpView } from './imp-view.ts';
import {
  ADVERTISER_BLOCKED,
  ATTRIBUTE_BLOCKED,
  CATEGORY_BLOCKED,
  LANGUAGE_NOT_WANTED,
  type NonBidReason,
} from './non-bid-reason.ts';
import type { Offer } from './offer.ts';

/** What a request says about ads it does not want; the same for direct and outside bids. */
export interface RequestBlocks {
  /** Lower case. */
  readonly domains: readonly string[];
  readonly apps: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  /** Where not empty, only these. */
  readonly allowedCategories: ReadonlySet<string>;
  /** AdCOM list "Category Taxonomies" of both. */
  readonly taxonomy: number;
  /** Primary subtags of the languages that are wanted; empty for all. */
  readonly languages: ReadonlySet<string>;
}

type BlockingRequest = Pick<
  RequestFor<'adDelivery'>,
  'badv' | 'bapp' | 'bcat' | 'acat' | 'cattax' | 'wlang' | 'wlangb'
>;

const NOTHING: ReadonlySet<string> = new Set();
/** Content taxonomy 1.0: what a list is in where nothing is said (OpenRTB 2.6, `cattax`). */
const TAXONOMY_DEFAULT = 1;

/** @param own what the media itself does not want, besides what the request says; its categories are of the request's taxonomy */
export function readBlocks(request: BlockingRequest, own: Blocks = {}): RequestBlocks {
  const setOf = (list: readonly string[] | undefined) => (list?.length ? new Set(list) : NOTHING);
  return {
    domains: [...(request.badv ?? []), ...(own.domains ?? [])].map((domain) => domain.toLowerCase()),
    apps: setOf(request.bapp),
    categories: setOf([...(request.bcat ?? []), ...(own.categories ?? [])]),
    allowedCategories: setOf(request.acat),
    taxonomy: request.cattax ?? TAXONOMY_DEFAULT,
    languages: setOf([...(request.wlang ?? []), ...(request.wlangb ?? [])].map(primarySubtag)),
  };
}

/** Why a bid is not wanted; undefined where nothing speaks against it. What a bid does not say can't be held against it. */
export function blockAgainst(
  bid: Offer['bid'],
  { format, imp, blocks }: { format: AdFormat; imp: ImpView; blocks: RequestBlocks },
): NonBidReason | undefined {
  if (isBlockedAdvertiser(bid, blocks)) return ADVERTISER_BLOCKED;
  if (isBlockedCategory(bid, blocks)) return CATEGORY_BLOCKED;
  const attributes = imp.imp[format]?.battr;
  if (attributes?.length && bid.attr?.some((attribute) => attributes.includes(attribute)))
    return ATTRIBUTE_BLOCKED;
  const language = bid.language ?? bid.langb;
  if (blocks.languages.size > 0 && language !== undefined && !blocks.languages.has(primarySubtag(language)))
    return LANGUAGE_NOT_WANTED;
  return undefined;
}

/** A blocked domain blocks what is below it, too. */
function isBlockedAdvertiser(
  { bundle, adomain = [] }: Offer['bid'],
  { apps, domains }: RequestBlocks,
): boolean {
  if (bundle !== undefined && apps.has(bundle)) return true;
  if (domains.length === 0) return false;
  return adomain.some((domain) => {
    const name = domain.toLowerCase();
    return domains.some((blocked) => name === blocked || name.endsWith(`.${blocked}`));
  });
}

/**
 * Categories of one taxonomy are compared by id; in the content taxonomy 1.0 a blocked `IAB7` blocks `IAB7-3`. Lists of two taxonomies
 * say nothing about each other: nobody has published which id of one is which of the other.
 */
function isBlockedCategory(
  { cat = [], cattax = TAXONOMY_DEFAULT }: Offer['bid'],
  blocks: RequestBlocks,
): boolean {
  if (cat.length === 0 || cattax !== blocks.taxonomy) return false;
  const { categories, allowedCategories } = blocks;
  const within = (list: ReadonlySet<string>, category: string): boolean =>
    list.has(category) || (cattax === TAXONOMY_DEFAULT && list.has(parentOf(category)));
  if (categories.size > 0 && cat.some((category) => within(categories, category))) return true;
  return allowedCategories.size > 0 && !cat.every((category) => within(allowedCategories, category));
}

/** `IAB7-3` is below `IAB7`. */
function parentOf(category: string): string {
  const dash = category.indexOf('-');
  return dash < 0 ? category : category.slice(0, dash);
}

/** `zh-Hans-CN` → `zh` */
function primarySubtag(language: string): string {
  const end = language.search(/[-_]/);
  return (end < 0 ? language : language.slice(0, end)).toLowerCase();
}
