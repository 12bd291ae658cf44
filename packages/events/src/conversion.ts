import { createHmac } from 'node:crypto';
import type { EventClaims } from './event-claims.ts';
import { eventIdOf } from './event-token.ts';

/** Kinds of conversion that every advertiser may report; others it declares first. */
export const CONVERSION_KINDS = ['purchase', 'lead', 'install'] as const;

/** What an advertiser says of a conversion. Nothing in it is about the person. */
export interface Conversion {
  /** One of `CONVERSION_KINDS` or of the advertiser's own list. */
  readonly kind: string;
  /** What it brought the advertiser, in micros of the claims' currency; 0 where it doesn't say. */
  readonly valueMicros: number;
  /** When the click happened that it is attributed to, ms since epoch; absent where it is attributed to a view. */
  readonly clickedMs?: number;
  /** When the ad was seen that it is attributed to, ms since epoch, and by what that is known; absent where it was clicked. */
  readonly seenMs?: number;
  readonly seenAs?: SeenAs;
  /** Stands for the advertiser's order id (`orderMark`); absent where it gave none. */
  readonly order?: string;
  /** Which key it was told with: the first 16 digits of its hash. Absent in records of before. */
  readonly key?: string;
  /** What that key is for. Absent in records of before. */
  readonly use?: 'server' | 'page';
}

/** `viewable`: measured to have been in view; `impression`: displayed. */
export type SeenAs = 'impression' | 'viewable';

/** An order id in a form that says nothing to anybody else: the same order is known again, and nothing can be read from it. */
export function orderMark(
  key: Uint8Array,
  { advertiser, order }: { readonly advertiser: string; readonly order: string },
): string {
  const mac = createHmac('sha256', key).update(JSON.stringify(['order/1', advertiser, order]));
  return mac.digest().subarray(0, 16).toString('base64url');
}

type Agreed = Pick<EventClaims, 'conversion'>;

/**
 * What a conversion stands by. `unverified`: told with a page's key, where only a server's are trusted: anybody who read the page may have
 * told it, so it is reported and nothing else.
 */
export type ConversionBasis = 'click' | 'view' | 'unverified';

export function basisOf(
  { conversion: terms }: Agreed,
  { use, seenAs }: Pick<Conversion, 'use' | 'seenAs'>,
): ConversionBasis {
  if (use === 'page' && terms?.serverOnly === true) return 'unverified';
  return seenAs === undefined ? 'click' : 'view';
}

/** Whether it is of the kind that demand pays for, where it pays by the conversion; else every kind is as good as another. */
export function isPaidKind({ conversion: terms }: Agreed, kind: string): boolean {
  return terms !== undefined && (terms.paidKind === '' || terms.paidKind === kind);
}

/** Whether it is one that demand is after: what it pays for where it pays by the conversion, and what counts towards a goal. */
export function isWanted(claims: Agreed, conversion: Pick<Conversion, 'kind' | 'use' | 'seenAs'>): boolean {
  return isPaidKind(claims, conversion.kind) && besideOf(claims, conversion) === undefined;
}

/** Beside what is paid for and counted, on which basis it stands; undefined of one that stands among it. */
function besideOf(
  claims: Agreed,
  conversion: Pick<Conversion, 'use' | 'seenAs'>,
): ConversionBasis | undefined {
  const basis = basisOf(claims, conversion);
  if (basis === 'click' || (basis === 'view' && claims.conversion?.viewsCount === true)) return undefined;
  return basis;
}

/**
 * Identity of a conversion: an advertiser's order counts once whatever ad it came by, and an ad once for each kind where no order is named.
 * What is unverified stands beside: who makes it up must not take the place of what a server tells. So does what followed a view that is not
 * paid for: the click that is may be told later.
 */
export function conversionIdOf(
  claims: Pick<EventClaims, 'auction' | 'imp' | 'podAd' | 'advertiser' | 'conversion'>,
  conversion: Pick<Conversion, 'kind' | 'order' | 'use' | 'seenAs'>,
): string {
  const { kind, order } = conversion;
  const id =
    order === undefined
      ? `${eventIdOf(claims, 'conversion')}.${kind}`
      : `${claims.advertiser}.n.${kind}.${order}`;
  const beside = besideOf(claims, conversion);
  return beside === undefined ? id : `${id}~${beside}`;
}
