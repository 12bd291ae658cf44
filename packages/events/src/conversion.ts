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
  /** When the click happened that it is attributed to, ms since epoch. */
  readonly clickedMs: number;
  /** Stands for the advertiser's order id (`orderMark`); absent where it gave none. */
  readonly order?: string;
  /** Which key it was told with: the first 16 digits of its hash. Absent in records of before. */
  readonly key?: string;
}

/** An order id in a form that says nothing to anybody else: the same order is known again, and nothing can be read from it. */
export function orderMark(
  key: Uint8Array,
  { advertiser, order }: { readonly advertiser: string; readonly order: string },
): string {
  const mac = createHmac('sha256', key).update(JSON.stringify(['order/1', advertiser, order]));
  return mac.digest().subarray(0, 16).toString('base64url');
}

/** Whether it is of the kind that demand pays for, where it pays by the conversion; else every kind is as good as another. */
export function isPaidKind({ conversion: terms }: Pick<EventClaims, 'conversion'>, kind: string): boolean {
  return terms !== undefined && (terms.paidKind === '' || terms.paidKind === kind);
}

/** Identity of a conversion: an advertiser's order counts once whatever click it came by, and a click once for each kind where no order is named. */
export function conversionIdOf(
  claims: Pick<EventClaims, 'auction' | 'imp' | 'podAd' | 'advertiser'>,
  { kind, order }: Pick<Conversion, 'kind' | 'order'>,
): string {
  return order === undefined
    ? `${eventIdOf(claims, 'conversion')}.${kind}`
    : `${claims.advertiser}.n.${kind}.${order}`;
}
