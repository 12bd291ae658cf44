import type { PromiseId } from '../promises/promise-ids.ts';
import type { PromiseState, Standing } from '../promises/promise-report.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageContext } from './page-context.ts';

const STYLE: Readonly<Record<Standing, string>> = { kept: 'good', part: 'ask', declared: 'soft' };

/** The state of a promise as a mark; without a report nothing is claimed. */
export function stateMark({ text, report }: PageContext, id: PromiseId): string {
  const found = report?.promises.find((promise) => promise.id === id);
  if (found === undefined) return `<span class="chip soft">${text('evidence.unknown')}</span>`;
  return `<span class="chip ${STYLE[found.state]}">${text(`evidence.${found.state}`)}</span>`;
}

/** What stands behind the state: parts with what is missing, gates, and the tests by name with their outcome. */
export function evidenceOf({ text, report }: PageContext, id: PromiseId): string {
  const found = report?.promises.find((promise) => promise.id === id);
  if (found === undefined) return '';
  const passed = found.tests.filter(({ outcome }) => outcome === 'passed').length;
  const summary = text('evidence.summary', { passed: String(passed), tests: String(found.tests.length) });
  return `<details class="rows evidence"><summary>${summary}</summary>${parts(found, text)}${gates(found, text)}${tests(found, text)}</details>`;
}

function parts({ parts: found }: PromiseState, text: PageContext['text']): string {
  if (found.length === 0) return '';
  const items = found.map(({ text: words, state, missing }) => {
    const lacks =
      missing.length > 0
        ? `<br><small>${text('evidence.missing')} ${text.list(missing.map((piece) => text(`evidence.missing.${piece}`)))}</small>`
        : '';
    return `<li><span class="chip ${STYLE[state]}">${text(`evidence.${state}`)}</span> ${escapeHtml(words[text.locale])}${lacks}</li>`;
  });
  return `<ul class="plain">${items.join('')}</ul>`;
}

function gates({ gates: found }: PromiseState, text: PageContext['text']): string {
  if (found.length === 0) return '';
  const items = found.map(
    ({ says, file, withstands }) =>
      `<li>${escapeHtml(says[text.locale])} <code>${escapeHtml(file)}</code>${withstands ? ` <small>${text('evidence.withstands')}</small>` : ''}</li>`,
  );
  return `<h4>${text('evidence.gates')}</h4><ul>${items.join('')}</ul>`;
}

function tests({ tests: found }: PromiseState, text: PageContext['text']): string {
  if (found.length === 0) return `<p>${text('evidence.none')}</p>`;
  const items = found.map(
    ({ title, file, line, outcome }) =>
      `<li><span class="${OUTCOME_STYLE[outcome]}">${text(`evidence.${outcome}`)}</span> ${escapeHtml(title)} <code>${escapeHtml(file)}:${line}</code></li>`,
  );
  return `<h4>${text('evidence.tests')}</h4><ul>${items.join('')}</ul>`;
}

const OUTCOME_STYLE = { passed: 'good', failed: 'no', skipped: 'soft', notRun: 'soft' } as const;
