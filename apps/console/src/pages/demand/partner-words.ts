import type { TFunction } from 'i18next';

const REASONS = [
  'contract.unknown',
  'contract.vendor',
  'vendor.unlisted',
  'vendor.deleted',
  'vendor.purposes',
  'vendor.interest',
  'vendor.features',
  'seller.unlisted',
] as const;

/** What differs, in words; a code that this build does not know as it is. */
export function reasonText(t: TFunction, code: string): string {
  const known = REASONS.find((reason) => reason === code);
  if (known === undefined) return code;
  const [kind, what] = known.split('.') as ['contract' | 'vendor' | 'seller', string];
  return t(`partner.reason.${kind}-${what}` as 'partner.reason.contract-unknown');
}
