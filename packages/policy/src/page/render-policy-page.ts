import type { DocumentSection } from '../promises/promise-ids.ts';
import type { PromiseReport } from '../promises/promise-report.ts';
import type { CompiledPolicy, Locale } from '../rows.ts';
import { collectSection, neverSection } from './collect-sections.ts';
import type { PolicyCounters } from './counters.ts';
import { renderDocument } from './document.ts';
import {
  accessTable,
  aggregatesTable,
  clauseArticles,
  disclosuresTable,
  noticeTable,
  partiesTable,
  recordsTable,
  safeguardsTable,
} from './document-sections.ts';
import { escapeHtml } from './escape-html.ts';
import { type PageTexts, pageTexts } from './page-texts.ts';
import { childrenTable, identityTable, rightsSection, signalsTable } from './people-sections.ts';
import type { PageTextKey } from './text-keys.ts';
import { regimesSection, retentionSection, shareSection, useSection } from './use-sections.ts';

/** Language of the page, and the time (ms since epoch) against which "not in force yet" is said. */
export interface PageOptions {
  readonly locale: Locale;
  readonly now?: number;
  /** What this installation has done; left out where nothing runs. */
  readonly counters?: PolicyCounters;
  /** How far each promise is kept. Without it the page shows no state, and so claims none. */
  readonly promises?: PromiseReport;
}

interface Section {
  readonly id: string;
  readonly title: PageTextKey;
  /** Sections of the document whose clauses open this one. */
  readonly clauses: readonly DocumentSection[];
  readonly render: (policy: CompiledPolicy, text: PageTexts) => string;
}

type Render = Section['render'];

const paragraphs =
  (...keys: readonly PageTextKey[]): Render =>
  (_policy, text) =>
    keys.map((key) => `<p>${text(key)}</p>`).join('\n');

const inTurn =
  (...renders: readonly Render[]): Render =>
  (policy, text) =>
    renders.map((render) => render(policy, text)).join('\n');

const SECTIONS: readonly Section[] = [
  {
    id: 'collect',
    title: 'collect.title',
    clauses: ['collect'],
    render: inTurn(collectSection, partiesTable),
  },
  { id: 'never', title: 'never.title', clauses: [], render: neverSection },
  {
    id: 'use',
    title: 'use.title',
    clauses: ['use'],
    render: inTurn(useSection, identityTable, aggregatesTable),
  },
  {
    id: 'share',
    title: 'share.title',
    clauses: ['share', 'public'],
    render: inTurn(shareSection, disclosuresTable),
  },
  {
    id: 'regimes',
    title: 'regimes.title',
    clauses: [],
    render: inTurn(regimesSection, signalsTable, childrenTable),
  },
  { id: 'rights', title: 'rights.title', clauses: [], render: rightsSection },
  {
    id: 'protect',
    title: 'protect.title',
    clauses: ['protect'],
    render: inTurn(
      paragraphs('protect.gates', 'protect.memory', 'protect.keys'),
      safeguardsTable,
      accessTable,
    ),
  },
  {
    id: 'retention',
    title: 'retention.title',
    clauses: ['keep'],
    render: inTurn(retentionSection, recordsTable),
  },
  { id: 'change', title: 'change.title', clauses: ['change'], render: inTurn(changeSection, noticeTable) },
];

function changeSection(policy: CompiledPolicy, text: PageTexts): string {
  const notice = text('change.notice', { days: String(policy.minNoticeDays) });
  return `<p>${text('change.intro')}</p>\n<p>${notice}</p>\n<p>${text('change.leave')}</p>`;
}

/**
 * The policy as a complete HTML document: no scripts, no requests, everything people are promised in tables made from the rows
 * that the gates obey. The other language is a link to `?lang=`.
 */
export function renderPolicyPage(policy: CompiledPolicy, { locale, now }: PageOptions): string {
  const text = pageTexts(policy, locale);
  const body = SECTIONS.map(
    ({ id, title, clauses, render }) =>
      `<section id="${id}"><h2>${text(title)}</h2>\n${clauses.map((section) => clauseArticles(policy, text, section)).join('\n')}\n${render(policy, text)}</section>`,
  );
  const version = text('page.version', { version: String(policy.version) });
  return renderDocument(text, {
    current: 'policy',
    title: text('page.title'),
    opening: opening(policy, text, now),
    contents: contents(text),
    body: body.join('\n'),
    footer: `<p>${escapeHtml(policy.controller)}</p><p>${version}</p><p><a href="/policy.json">${text('page.machine')}</a></p>`,
  });
}

function contents(text: PageTexts): string {
  const items = SECTIONS.map(({ id, title }) => `<li><a href="#${id}">${text(title)}</a></li>`).join('');
  return `<nav class="rail" aria-label="${text('page.contents')}"><strong>${text('page.contents')}</strong><ol>${items}</ol></nav>`;
}

function opening(policy: CompiledPolicy, text: PageTexts, now: number | undefined): string {
  const isFuture = now !== undefined && now < Date.parse(`${policy.effective}T00:00:00Z`);
  const facts = [
    [text('page.versionLabel'), String(policy.version)],
    [text('page.effectiveLabel'), text.date(policy.effective)],
    [text('page.fingerprint'), `<code title="${policy.hash}">${policy.hash.slice(0, 16)}…</code>`],
  ];
  return `<h1>${text('page.title')}</h1>
${isFuture ? `<p class="notice">${text('page.notYet')}</p>` : ''}
<p class="lede">${text('page.intro', { controller: policy.controller })}</p>
<p>${text('page.scope')}</p>
<p>${text('page.leave')}</p>
<dl class="facts">${facts.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}
