import type { FateCounts, PolicyCounters } from './counters.ts';
import type { PageTexts } from './page-texts.ts';

const FATES = [
  { name: 'kept', style: 'kept', key: 'seen.kept' },
  { name: 'truncated', style: 'shortened', key: 'seen.truncated' },
  { name: 'hashed', style: 'hashed', key: 'seen.hashed' },
  { name: 'dropped', style: 'dropped', key: 'seen.dropped' },
] as const;

/** A coarse count in words: small ones are only called small. */
export const countOf = (count: number, text: PageTexts): string =>
  count === 0 ? text('seen.small') : text.number(count);

/** Counts of several fields together. */
export function totalFates(fields: PolicyCounters['fields'], names?: readonly string[]): FateCounts {
  const total = { kept: 0, truncated: 0, hashed: 0, dropped: 0 };
  for (const [name, counts] of Object.entries(fields)) {
    if (names !== undefined && !names.includes(name)) continue;
    for (const fate of FATES) total[fate.name] += counts[fate.name];
  }
  return total;
}

/** A bar of the four fates; decoration of the numbers beside it. */
export function fateBar(counts: FateCounts): string {
  const parts = FATES.filter(({ name }) => counts[name] > 0).map(
    ({ name, style }) => `<i class="${style}" style="flex:${counts[name]}"></i>`,
  );
  return parts.length === 0 ? '' : `<span class="share" aria-hidden="true">${parts.join('')}</span>`;
}

/** The four fates with their counts. */
export function fateLegend(counts: FateCounts, text: PageTexts): string {
  const items = FATES.map(
    ({ name, style, key }) =>
      `<li><i class="${style}" aria-hidden="true"></i>${text(key)} <b>${countOf(counts[name], text)}</b></li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

/** The same for a table's cell: a small bar, and the numbers that are not small. */
export function fateCell(counts: FateCounts | undefined, text: PageTexts): string {
  if (counts === undefined) return '–';
  const told = FATES.filter(({ name }) => counts[name] > 0).map(
    ({ name, key }) => `${text(key)} ${text.number(counts[name])}`,
  );
  return `${fateBar(counts)}${told.length > 0 ? told.join('<br>') : text('seen.small')}`;
}
