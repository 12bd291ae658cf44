import type { Snapshot } from '@jianchat/snapshot';

const NAMED_MAX = 10;

/**
 * Line items that pay by the conversion, whose advertiser holds no key by which one that is paid for may be told: they deliver for nothing.
 * None where there are none.
 */
export function unpaidNotes({
  lineItems,
  conversions = {},
}: Pick<Snapshot, 'lineItems' | 'conversions'>): readonly string[] {
  const unpaid = lineItems.filter(({ advertiser, cost, conversionRules }) => {
    if (cost?.model !== 'cpa') return false;
    const keys = conversions[advertiser]?.keys ?? [];
    return !keys.some(({ use }) => use === 'server' || conversionRules?.serverOnly === false);
  });
  if (unpaid.length === 0) return [];
  const named = unpaid.slice(0, NAMED_MAX).map(({ id }) => id);
  const more = unpaid.length > NAMED_MAX ? ` and ${unpaid.length - NAMED_MAX} more` : '';
  return [
    `no key tells what these line items pay for: ${named.join(', ')}${more} (jianchat conversion-key create)`,
  ];
}
