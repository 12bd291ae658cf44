import { countOf, fateBar, fateLegend, totalFates } from './fates.ts';
import type { PageContext } from './page-context.ts';

/** "At a glance": the rules in numbers, and what this installation did under them. */
export function glanceSection({ policy, text, counters, report }: PageContext): string {
  const on = policy.fields.filter((field) => field.regimes !== 0).length;
  const kept = report?.promises.filter(({ state }) => state === 'kept').length;
  const rules = tiles([
    [text.number(on), text('glance.fields')],
    [text.number(policy.purposes.length), text('glance.purposes')],
    [text.number(policy.contracts.size), text('glance.contracts')],
    [
      text.number(policy.clauses.length),
      kept === undefined ? text('glance.promises') : text('glance.promisesKept', { kept: String(kept) }),
    ],
  ]);
  if (counters === undefined) return `${rules}\n<h3>${text('seen.title')}</h3>\n<p>${text('seen.none')}</p>`;
  const disclosed = Object.values(counters.disclosures).reduce((sum, count) => sum + count, 0);
  const fates = totalFates(counters.fields);
  return [
    rules,
    `<h3 id="seen">${text('seen.title')}</h3>`,
    `<p>${text('seen.intro', { date: text.date(new Date(counters.sinceMs).toISOString().slice(0, 10)) })}</p>`,
    tiles([
      [countOf(counters.requests, text), text('seen.requests')],
      [countOf(counters.undeclared, text), text('seen.undeclared')],
      [countOf(disclosed, text), text('seen.disclosed')],
      [countOf(counters.withheld, text), text('seen.withheld')],
      [countOf(counters.refused, text), text('seen.refused')],
      ...(counters.charged === undefined
        ? []
        : [[countOf(counters.charged, text), text('seen.charged')] as const]),
    ]),
    `<h4>${text('seen.fates')}</h4>`,
    fateBar(fates),
    fateLegend(fates, text),
  ].join('\n');
}

const tiles = (items: readonly (readonly [value: string, label: string])[]): string =>
  `<ul class="tiles">${items.map(([value, label]) => `<li><b${/^[\d,]+$/.test(value) ? '' : ' class="few"'}>${value}</b><span>${label}</span></li>`).join('')}</ul>`;
