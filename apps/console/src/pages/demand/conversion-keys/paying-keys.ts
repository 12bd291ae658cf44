import type { Answer, Item } from '../../../api/routes.ts';
import { membersOf } from '../../../schema-form/members.ts';

interface Keys {
  /** The price of the line item as it stands in the form. */
  readonly cost: unknown;
  readonly advertiser: Item<'advertisers'>;
  /** Those that were made here. */
  readonly made: Answer<'listConversionKeys'>['keys'];
}

export const paysByConversion = (cost: unknown): boolean => membersOf(cost)['model'] === 'cpa';

/** Whether some key may tell the conversions that the line item pays for: a server's, or a page's where those are trusted. */
export function hasPayingKey({ cost, advertiser: { conversions }, made }: Keys): boolean {
  const paidBy = membersOf(cost)['paidBy'] ?? conversions?.paidBy ?? 'server';
  const living = made.filter(({ revokedOn }) => revokedOn === null);
  return [...(conversions?.keys ?? []), ...living].some(({ use }) => use === 'server' || paidBy === 'any');
}
