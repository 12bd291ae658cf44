import { renderDocument } from '../page/document.ts';
import { escapeHtml } from '../page/escape-html.ts';
import { pageTexts } from '../page/page-texts.ts';
import type { CompiledPolicy, Locale } from '../rows.ts';
import { csvOf } from './csv.ts';
import { type FieldGroup, processingRecord } from './processing-record.ts';

const ITEMS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;

/** The record of processing activities as a page; items carry the letters of Article 30(1). */
export function renderProcessingRecord(policy: CompiledPolicy, locale: Locale): string {
  const text = pageTexts(policy, locale);
  const record = processingRecord(policy, locale);
  const item = (letter: (typeof ITEMS)[number], html: string): string =>
    `<dt><span class="id">(${letter})</span> ${text(`ropa.${letter}`)}</dt><dd>${html}</dd>`;
  const sections = record.activities.map(
    (activity) => `<section id="${activity.id}"><h2>${escapeHtml(activity.purpose)}</h2>
<dl>${item('b', `${escapeHtml(activity.description)} ${groups(activity.bases)}`)}
${item('c', `${activity.subjects.map(escapeHtml).join(', ')} ${groups(activity.categories)}`)}
${item('d', activity.recipients.length > 0 ? groups(activity.recipients) : text('ropa.nobody'))}
${item('e', escapeHtml(activity.transfers))}
${item('f', groups(activity.erasure))}
${item('g', list(activity.measures))}</dl></section>`,
  );
  const contents = record.activities
    .map(({ id, purpose }) => `<li><a href="#${id}">${escapeHtml(purpose)}</a></li>`)
    .join('');
  return renderDocument(text, {
    title: text('ropa.title'),
    opening: `<h1>${text('ropa.title')}</h1><p class="lede">${text('ropa.intro')}</p>
<dl class="facts"><div><dt>(a) ${text('ropa.a')}</dt><dd>${escapeHtml(record.controller.name)}</dd><dd><small>${escapeHtml(record.controller.contact)}</small></dd></div><div><dt>${text('page.versionLabel')}</dt><dd>${record.policyVersion}</dd></div><div><dt>${text('page.effectiveLabel')}</dt><dd>${text.date(record.effective)}</dd></div></dl>`,
    contents: `<nav class="rail" aria-label="${text('page.contents')}"><strong>${text('page.contents')}</strong><ol>${contents}</ol></nav>`,
    body: sections.join('\n'),
    footer: `<p>${escapeHtml(policy.controller)}</p><p><a href="/policy/record-of-processing.csv?lang=${locale}">CSV</a></p><p><a href="/policy/record-of-processing.json?lang=${locale}">JSON</a></p>`,
  });
}

const list = (items: readonly string[]): string =>
  `<ul>${items.map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul>`;

const groups = (found: readonly FieldGroup[]): string =>
  `<ul>${found.map(({ name, fields }) => `<li><strong>${escapeHtml(name)}</strong>: ${fields.map(escapeHtml).join(', ')}</li>`).join('')}</ul>`;

/** The same as CSV: one line per activity, columns with the letters of Article 30(1). */
export function processingRecordCsv(policy: CompiledPolicy, locale: Locale): string {
  const texts = policy.texts[locale];
  const record = processingRecord(policy, locale);
  const flat = (found: readonly FieldGroup[]): string =>
    found.map(({ name, fields }) => `${name}: ${fields.join(', ')}`).join('\n');
  return csvOf([
    ITEMS.map((letter) => `(${letter}) ${texts[`ropa.${letter}`] ?? ''}`),
    ...record.activities.map((activity) => [
      `${record.controller.name}\n${record.controller.contact}`,
      `${activity.purpose}: ${activity.description}\n${flat(activity.bases)}`,
      `${activity.subjects.join(', ')}\n${flat(activity.categories)}`,
      flat(activity.recipients) || (texts['ropa.nobody'] ?? ''),
      activity.transfers,
      flat(activity.erasure),
      activity.measures.join('\n'),
    ]),
  ]);
}
