import type { PromiseId } from '../promises/promise-ids.ts';
import type { CompiledPolicy } from '../rows.ts';
import {
  accessTable,
  aggregatesTable,
  disclosuresTable,
  noticeTable,
  partiesTable,
  recordsTable,
  safeguardsTable,
} from './document-sections.ts';
import { evidenceOf, stateMark } from './evidence.ts';
import { countOf, fateBar, totalFates } from './fates.ts';
import { fieldTable } from './field-table.ts';
import type { PageContext } from './page-context.ts';
import { identityTable, rightsTable, signalsTable } from './people-sections.ts';
import { contractTable, floorTable, purposeTable, recipientTable, regimeTable } from './use-sections.ts';

/** A clause of the policy: its words, whether its promise is kept, what happened under it, and the rows that the gates obey. */
export function clauseArticle(context: PageContext, id: PromiseId): string {
  const { text } = context;
  return `<article id="${id}" class="clause"><a class="id" href="#${id}">${id}</a><div>
<h3>${text(`clause.${id}.title`)}</h3>
<p>${text(`clause.${id}.text`)}</p>
<p class="state">${stateMark(context, id)} ${happened(context, id)}</p>
<div class="drawers">${tables(context, id)}${evidenceOf(context, id)}</div>
</div></article>`;
}

/** The policy as far as one promise goes: each table holds only the rows that name it. */
function underClause(policy: CompiledPolicy, id: PromiseId): CompiledPolicy {
  const own = <Row extends { readonly clause: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => row.clause === id);
  return {
    ...policy,
    fields: own(policy.fields),
    purposes: own(policy.purposes),
    floors: own(policy.floors),
    regimes: own(policy.regimes),
    recipientClasses: own(policy.recipientClasses),
    contracts: new Map([...policy.contracts].filter(([, contract]) => contract.clause === id)),
    parties: own(policy.parties),
    signals: own(policy.signals),
    identity: { ...policy.identity, scopes: own(policy.identity.scopes) },
    rights: own(policy.rights),
    access: own(policy.access),
    exceptionalDisclosures: own(policy.exceptionalDisclosures),
    aggregates: own(policy.aggregates),
    notice: own(policy.notice),
    records: own(policy.records),
    safeguards: own(policy.safeguards),
  };
}

function tables(context: PageContext, id: PromiseId): string {
  const { policy, text } = context;
  const own = underClause(policy, id);
  // Names of other rows are looked up in the whole policy, rows to show in the part of it.
  const whole = { ...context, policy };
  const parts: readonly (readonly [title: string, count: number, html: () => string])[] = [
    [text('rows.fields'), own.fields.length, () => fieldTable(whole, own.fields)],
    [text('rows.purposes'), own.purposes.length, () => purposeTable(own, text)],
    [
      text('rows.recipients'),
      own.recipientClasses.length,
      () => recipientTable({ policy, text }, own.recipientClasses),
    ],
    [
      text('share.contracts'),
      own.contracts.size,
      () => contractTable({ policy, text }, [...own.contracts.values()]),
    ],
    [text('regimes.floors'), own.floors.length, () => floorTable(own, text)],
    [text('regimes.title'), own.regimes.length, () => regimeTable(own, text)],
    [
      text('signals.title'),
      own.signals.length,
      () => signalsTable({ ...policy, signals: own.signals }, text),
    ],
    [text('identity.title'), own.identity.scopes.length, () => identityTable(own, text)],
    [text('aggregates.title'), own.aggregates.length, () => aggregatesTable(own, text)],
    [text('parties.title'), own.parties.length, () => partiesTable(own, text)],
    [text('rights.title'), own.rights.length, () => rightsTable(own, text)],
    [text('access.title'), own.access.length, () => accessTable(own, text)],
    [text('disclosures.title'), own.exceptionalDisclosures.length, () => disclosuresTable(own, text)],
    [text('safeguards.title'), own.safeguards.length, () => safeguardsTable(own, text)],
    [text('records.title'), own.records.length, () => recordsTable(own, text)],
    [text('notice.title'), own.notice.length, () => noticeTable(own, text)],
  ];
  return parts
    .filter(([, count]) => count > 0)
    .map(([title, count, html]) =>
      rowsOf(title, {
        count: text.number(count),
        html: html(),
        isOpen: id === 'C2' && title === text('rows.fields'),
      }),
    )
    .join('\n');
}

/** A table folded under its title and its number of rows; opened by mouse, keyboard or print. */
export const rowsOf = (
  title: string,
  {
    count,
    html,
    isOpen = false,
  }: { readonly count: string; readonly html: string; readonly isOpen?: boolean },
): string =>
  `<details class="rows"${isOpen ? ' open' : ''}><summary>${title} <small>${count}</small></summary>${html}</details>`;

/** What this installation did under a promise, in a line; nothing where nothing was counted. */
function happened({ policy, text, counters }: PageContext, id: PromiseId): string {
  if (counters === undefined) return '';
  const own = underClause(policy, id);
  const told: string[] = [];
  const seen = own.fields.filter(({ name }) => counters.fields[name] !== undefined).map(({ name }) => name);
  const fates = totalFates(counters.fields, seen);
  if (seen.length > 0) {
    const words = (['kept', 'truncated', 'hashed', 'dropped'] as const)
      .filter((fate) => fates[fate] > 0)
      .map((fate) => `${text(`seen.${fate}`)} ${text.number(fates[fate])}`);
    told.push(words.length > 0 ? words.join(', ') : text('seen.small'));
  }
  if (id === 'C3' || id === 'K6')
    told.push(`${text('seen.undeclared')}: ${countOf(counters.undeclared, text)}`);
  if (id === 'U2' && counters.charged !== undefined)
    told.push(`${text('seen.charged')}: ${countOf(counters.charged, text)}`);
  for (const { name } of own.recipientClasses) {
    const disclosed = counters.disclosures[name];
    if (disclosed !== undefined) told.push(`${text('seen.disclosed')}: ${countOf(disclosed, text)}`);
  }
  if (told.length === 0) return '';
  return `<span class="here"><b>${text('seen.here')}</b> ${told.join(' · ')}</span>${seen.length > 0 ? fateBar(fates) : ''}`;
}
