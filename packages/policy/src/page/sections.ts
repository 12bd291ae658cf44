import type { DocumentSection } from '../promises/promise-ids.ts';
import { clauseArticle } from './clause-article.ts';
import { noticeTable } from './document-sections.ts';
import { glanceSection } from './glance-section.ts';
import { neverSection } from './never-section.ts';
import type { PageContext } from './page-context.ts';
import { childrenTable, rightsTable, signalsTable } from './people-sections.ts';
import { publicationsSection } from './publications-section.ts';
import type { PageTextKey } from './text-keys.ts';
import { regimesSection, retentionSection } from './use-sections.ts';

type Render = (context: PageContext) => string;

interface Section {
  readonly id: string;
  readonly title: PageTextKey;
  /** Sections of the document whose clauses it holds. */
  readonly clauses: readonly DocumentSection[];
  /** Before the clauses. */
  readonly opening?: Render;
  /** After them. */
  readonly closing?: Render;
}

const paragraphs =
  (...keys: readonly PageTextKey[]): Render =>
  ({ text }) =>
    keys.map((key) => `<p>${text(key)}</p>`).join('\n');

const titled =
  (title: PageTextKey, intro: PageTextKey | undefined, render: Render): Render =>
  (context) =>
    `<h3>${context.text(title)}</h3>${intro === undefined ? '' : `\n<p>${context.text(intro)}</p>`}\n${render(context)}`;

const inTurn =
  (...renders: readonly Render[]): Render =>
  (context) =>
    renders.map((render) => render(context)).join('\n');

const contextual: Render = ({ text }) => `<p class="note">${text('share.contextual')}</p>`;
const notice: Render = ({ policy, text }) =>
  `<p>${text('change.notice', { days: String(policy.minNoticeDays) })}</p>`;

const contact: Render = ({ policy, text }) =>
  `<p>${policy.contact === '' ? text('rights.noContact') : text('rights.contact', { contact: policy.contact })}</p>`;

/** The page's sections in the order of the policy document. */
export const SECTIONS: readonly Section[] = [
  { id: 'glance', title: 'glance.title', clauses: [], opening: glanceSection },
  {
    id: 'collect',
    title: 'collect.title',
    clauses: ['collect'],
    opening: paragraphs('collect.intro'),
    closing: ({ text }) => `<p class="note">${text('collect.open')}</p>`,
  },
  { id: 'never', title: 'never.title', clauses: [], opening: neverSection },
  { id: 'use', title: 'use.title', clauses: ['use'], opening: paragraphs('use.intro') },
  {
    id: 'share',
    title: 'share.title',
    clauses: ['share', 'public'],
    opening: inTurn(paragraphs('share.intro'), contextual),
  },
  {
    id: 'regimes',
    title: 'regimes.title',
    clauses: [],
    opening: inTurn(
      regimesSection,
      titled('signals.title', 'signals.intro', ({ policy, text }) => signalsTable(policy, text)),
      titled('children.title', 'children.intro', ({ policy, text }) => childrenTable(policy, text)),
    ),
  },
  {
    id: 'rights',
    title: 'rights.title',
    clauses: [],
    opening: inTurn(paragraphs('rights.intro'), ({ policy, text }) => rightsTable(policy, text), contact),
  },
  {
    id: 'protect',
    title: 'protect.title',
    clauses: ['protect'],
    opening: paragraphs('protect.gates', 'protect.memory', 'protect.keys'),
  },
  {
    id: 'retention',
    title: 'retention.title',
    clauses: ['keep'],
    opening: paragraphs('retention.intro'),
    closing: titled('retention.periods', undefined, ({ policy, text }) => retentionSection(policy, text)),
  },
  {
    id: 'change',
    title: 'change.title',
    clauses: ['change'],
    opening: inTurn(paragraphs('change.intro'), notice, paragraphs('change.leave')),
    closing: titled('notice.title', undefined, ({ policy, text }) => noticeTable(policy, text)),
  },
  { id: 'published', title: 'published.title', clauses: [], opening: publicationsSection },
];

/** Clauses that stand in a section, in the order of the document. */
const clausesOf = ({ policy }: PageContext, section: Section) =>
  policy.clauses.filter((clause) => section.clauses.includes(clause.section));

/** A section as HTML. */
export function renderSection(context: PageContext, section: Section): string {
  const { id, title, opening, closing } = section;
  const clauses = clausesOf(context, section).map((clause) => clauseArticle(context, clause.id));
  return `<section id="${id}"><h2>${context.text(title)}</h2>
${[opening?.(context), ...clauses, closing?.(context)].filter((part) => part !== undefined).join('\n')}</section>`;
}

/** The contents rail: sections, and below each its clauses by id. */
export function contentsRail(context: PageContext): string {
  const { text } = context;
  const items = SECTIONS.map((section) => {
    const clauses = clausesOf(context, section).map(
      ({ id }) => `<li><a href="#${id}" title="${text(`clause.${id}.title`)}">${id}</a></li>`,
    );
    const below = clauses.length > 0 ? `<ol>${clauses.join('')}</ol>` : '';
    return `<li><a href="#${section.id}">${text(section.title)}</a>${below}</li>`;
  });
  return `<nav class="rail" aria-label="${text('page.contents')}"><strong>${text('page.contents')}</strong><ol>${items.join('')}</ol></nav>`;
}
