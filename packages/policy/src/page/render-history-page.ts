import { type Consequence, consequenceOf } from '../diff/consequence.ts';
import { diffPolicies } from '../diff/diff-policies.ts';
import type { PolicyChange, PolicyDiff, Significance } from '../diff/policy-change.ts';
import type { CompiledPolicy, Locale } from '../rows.ts';
import { type ChangeWords, createChangeWords } from './change-words.ts';
import { renderDocument } from './document.ts';
import { escapeHtml } from './escape-html.ts';
import { type PageTexts, pageTexts } from './page-texts.ts';

/** A version with its place in time: `scheduled` takes over by itself, `held` waits for its conditions. */
export interface VersionEntry {
  readonly policy: CompiledPolicy;
  readonly state: 'past' | 'inForce' | 'scheduled' | 'held';
  /** First day on which it applies, ISO; null while nobody can say. */
  readonly takesEffect: string | null;
}

export interface HistoryOptions {
  readonly locale: Locale;
  /** Only the way between two versions, instead of each to its next. */
  readonly between?: { readonly from: number; readonly to: number };
}

/**
 * The history of the policy: every version, newest first, with its address, its state, and what changed from the one before it, computed
 * on the compiled rules. Words of the page are those of the version in force.
 * @param versions oldest first, one of them in force.
 * @throws RangeError when none is in force, or `between` names one that isn't there.
 */
export function renderHistoryPage(
  versions: readonly VersionEntry[],
  { locale, between }: HistoryOptions,
): string {
  const ruling = versions.find(({ state }) => state === 'inForce');
  if (ruling === undefined) throw new RangeError('no version of the policy is in force');
  const text = pageTexts(ruling.policy, locale);
  const parts = between === undefined ? history(versions, text) : comparison(versions, { between, text });
  return renderDocument(text, {
    current: 'history',
    title: text('history.title'),
    ...(between && { query: `from=${between.from}&amp;to=${between.to}` }),
    opening: `<h1>${text('history.title')}</h1>\n<p class="lede">${text('history.intro')}</p>`,
    contents: rail(parts, text),
    body: parts.map(({ id, html }) => `<section id="${id}">${html}</section>`).join('\n'),
    footer: `<p>${escapeHtml(ruling.policy.controller)}</p><p><a href="/policy/versions.json">${text('page.machine')}</a></p>`,
  });
}

interface Part {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

const rail = (parts: readonly Part[], text: PageTexts): string =>
  `<nav class="rail" aria-label="${text('page.contents')}"><strong>${text('page.contents')}</strong><ol>${parts.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join('')}</ol></nav>`;

const versionName = (version: number, text: PageTexts): string =>
  text('page.version', { version: String(version) });

function history(versions: readonly VersionEntry[], text: PageTexts): readonly Part[] {
  return versions
    .map((entry, index): Part => {
      const before = versions[index - 1]?.policy;
      const title = versionName(entry.policy.version, text);
      const others = versions.filter((_, other) => other < index - 1);
      return {
        id: `v${entry.policy.version}`,
        title,
        html: `<h2>${title} ${stateMark(entry, text)}</h2>
${facts(entry, text)}
${before === undefined ? `<p>${text('history.first')}</p>` : changes(before, entry.policy, text)}
${compareLinks(entry, others, text)}`,
      };
    })
    .toReversed();
}

function comparison(
  versions: readonly VersionEntry[],
  {
    between,
    text,
  }: { readonly between: { readonly from: number; readonly to: number }; readonly text: PageTexts },
): readonly Part[] {
  const find = (version: number): CompiledPolicy => {
    const found = versions.find(({ policy }) => policy.version === version);
    if (found === undefined) throw new RangeError(`there is no version ${version}`);
    return found.policy;
  };
  const title = text('history.between', { from: String(between.from), to: String(between.to) });
  const html = `<h2>${title}</h2>\n${changes(find(between.from), find(between.to), text)}
<p><a href="/policy/versions?lang=${text.locale}">${text('history.all')}</a></p>`;
  return [{ id: 'between', title, html }];
}

const STATE_STYLE = { past: 'soft', inForce: 'good', scheduled: 'ask', held: 'no' } as const;

const stateMark = ({ state }: VersionEntry, text: PageTexts): string =>
  `<span class="chip ${STATE_STYLE[state]}">${text(`history.${state}`)}</span>`;

function facts({ policy, takesEffect }: VersionEntry, text: PageTexts): string {
  const { version, hash } = policy;
  const links = `<a href="/policy?version=${version}&amp;lang=${text.locale}">${text('history.read')}</a> · <a href="/policy.json?version=${version}">JSON</a>`;
  const items = [
    [text('page.effectiveLabel'), takesEffect === null ? text('history.unknownDay') : text.date(takesEffect)],
    [text('page.fingerprint'), `<code title="${hash}">${hash.slice(0, 16)}…</code>`],
    [text('history.text'), links],
  ];
  return `<dl class="facts">${items.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function compareLinks({ policy }: VersionEntry, others: readonly VersionEntry[], text: PageTexts): string {
  if (others.length === 0) return '';
  const links = others.map(({ policy: other }) => {
    const href = `/policy/versions?from=${other.version}&amp;to=${policy.version}&amp;lang=${text.locale}`;
    return `<a href="${href}">${versionName(other.version, text)}</a>`;
  });
  return `<p class="soft">${text('history.compare')} ${links.join(' · ')}</p>`;
}

const SIGNIFICANCES: readonly Significance[] = ['widening', 'narrowing', 'editorial'];

/** What changed from one version to another and what follows from it. */
function changes(from: CompiledPolicy, to: CompiledPolicy, text: PageTexts): string {
  const diff = diffPolicies(from, to);
  const { significance } = diff;
  if (significance === 'none') return `<p>${text('history.same')}</p>`;
  const words = createChangeWords({ from, to }, text);
  const groups = SIGNIFICANCES.map((each) => group(diff, { significance: each, words, text }));
  return `${follows({ ...consequenceOf(diff, from, to), significance }, text)}\n<div class="drawers">${groups.join('')}</div>`;
}

function group(
  diff: PolicyDiff,
  {
    significance,
    words,
    text,
  }: { readonly significance: Significance; readonly words: ChangeWords; readonly text: PageTexts },
): string {
  const found = diff.changes.filter((change) => change.significance === significance);
  if (found.length === 0) return '';
  const items = found.map((change) => `<li>${changeLine(change, words, text)}</li>`);
  // What gives more is what people must see; the rest is a click away.
  const open = significance === 'widening' ? ' open' : '';
  return `<details class="rows"${open}><summary><span class="${significance}">${text(`history.${significance}`)}</span> <small>${text.number(found.length)}</small></summary><ul class="plain changes">${items.join('\n')}</ul></details>`;
}

function changeLine(change: PolicyChange, words: ChangeWords, text: PageTexts): string {
  const before = words.value(change.before);
  const after = words.value(change.after);
  const topic = `<small>${text(`topic.${change.topic}`)}</small>`;
  const values = [before && `<del>${before}</del>`, after && `<ins>${after}</ins>`].filter(Boolean).join(' ');
  return `${topic} ${words.subject(change)}<br>${values}`;
}

function follows(
  { significance, noticeDays, reConsent }: Consequence & { readonly significance: Significance },
  text: PageTexts,
): string {
  const told =
    noticeDays > 0 ? text('history.notice', { days: String(noticeDays) }) : text('history.noNotice');
  const asked = reConsent.map(
    ({ regime, purposes }) =>
      `<li>${text(`regime.${regime}`)}: ${text.list(purposes.map((name) => text(`purpose.${name}`)))}</li>`,
  );
  const anew = asked.length > 0 ? `<p>${text('history.reconsent')}</p><ul>${asked.join('')}</ul>` : '';
  return `<p><strong class="${significance}">${text(`history.is.${significance}`)}</strong> ${told}</p>${anew}`;
}
