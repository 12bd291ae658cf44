import type { PageContext } from './page-context.ts';

/** What else is made from the same rules, with its address and the words for it. */
const PUBLISHED = [
  { href: '/policy.json', key: 'json' },
  { href: '/policy/versions', key: 'versions' },
  { href: '/policy/counters.json', key: 'counters' },
  { href: '/policy/record-of-processing', key: 'ropa' },
  { href: '/policy/PrivacyInfo.xcprivacy', key: 'apple' },
  { href: '/policy/data-safety.csv', key: 'google' },
  { href: '/dsrdelete.json', key: 'dsr' },
  { href: '/ledger/checkpoint', key: 'ledger' },
] as const;

/** "Made from the same rules": files for machines, app stores, authorities and partners. */
export function publicationsSection({ text }: PageContext): string {
  const items = PUBLISHED.map(
    ({ href, key }) =>
      `<dt><a href="${href}">${text(`published.${key}`)}</a></dt><dd>${text(`published.${key}.what`)}</dd>`,
  );
  return `<p>${text('published.intro')}</p>\n<dl>${items.join('\n')}</dl>`;
}
