import type { PromiseReport } from '../promises/promise-report.ts';
import type { CompiledPolicy, Locale } from '../rows.ts';
import type { PolicyCounters } from './counters.ts';
import { renderDocument } from './document.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageContext } from './page-context.ts';
import { pageTexts } from './page-texts.ts';
import { contentsRail, renderSection, SECTIONS } from './sections.ts';

/** A version that was announced and does not rule yet. */
export interface UpcomingVersion {
  readonly version: number;
  /** ISO day; null while notice has not reached everybody. */
  readonly takesEffect: string | null;
}

/** Language of the page, and what is known besides the rules. */
export interface PageOptions {
  readonly locale: Locale;
  /** Milliseconds since the epoch, against which "not in force yet" is said. */
  readonly now?: number;
  /** The version that rules now, where this one was asked for by its number; its links then keep to the number. */
  readonly ruling?: number;
  /** First day (ISO) on which it applies here; the policy's own day unless told. */
  readonly takesEffect?: string;
  /** What this installation has done; left out where nothing runs. */
  readonly counters?: PolicyCounters;
  /** What will take the place of this version; the notice of it stands above everything else. */
  readonly upcoming?: UpcomingVersion;
  /** How far each promise is kept; left out where no run of the tests stands behind this build. */
  readonly promises?: PromiseReport;
}

/**
 * The policy as a complete HTML document: no scripts, no requests; every clause with the rows that the gates obey, what happened
 * under it and the tests that stand for it. The other language is a link to `?lang=`.
 */
export function renderPolicyPage(
  policy: CompiledPolicy,
  { locale, now, ruling, counters, promises, upcoming, takesEffect = policy.effective }: PageOptions,
): string {
  const text = pageTexts(policy, locale);
  const context: PageContext = { policy, text, counters, report: promises };
  const version = text('page.version', { version: String(policy.version) });
  return renderDocument(text, {
    current: 'policy',
    title: text('page.title'),
    ...(ruling !== undefined && { query: `version=${policy.version}` }),
    opening: opening(context, { now, ruling, upcoming, takesEffect }),
    contents: contentsRail(context),
    body: SECTIONS.map((section) => renderSection(context, section)).join('\n'),
    footer: `<p>${[policy.controller, policy.contact].filter(Boolean).map(escapeHtml).join(' · ')}</p><p>${version}</p><p><a href="/policy.json">${text('page.machine')}</a></p>`,
  });
}

function noticeOf({ policy, text }: PageContext, upcoming: UpcomingVersion | undefined): string {
  if (upcoming === undefined) return '';
  const version = String(upcoming.version);
  const said =
    upcoming.takesEffect === null
      ? text('page.upcomingHeld', { version })
      : text('page.upcoming', { version, date: text.date(upcoming.takesEffect) });
  const links = [
    [`/policy?version=${version}&amp;lang=${text.locale}`, text('page.upcomingRead')],
    [
      `/policy/versions?from=${policy.version}&amp;to=${version}&amp;lang=${text.locale}`,
      text('page.upcomingChanges'),
    ],
  ];
  const list = links.map(([href, words]) => `<a href="${href}">${words}</a>`).join(' · ');
  return `<p class="notice">${said} ${text('page.leave')} ${list}</p>`;
}

function opening(
  context: PageContext,
  {
    now,
    ruling,
    upcoming,
    takesEffect,
  }: {
    readonly now: number | undefined;
    readonly ruling: number | undefined;
    readonly upcoming: UpcomingVersion | undefined;
    readonly takesEffect: string;
  },
): string {
  const { policy, text } = context;
  const isFuture = now !== undefined && now < Date.parse(`${takesEffect}T00:00:00Z`);
  const isPast = ruling !== undefined && policy.version < ruling;
  const facts = [
    [text('page.versionLabel'), String(policy.version)],
    [text('page.effectiveLabel'), text.date(takesEffect)],
    [text('page.fingerprint'), `<code title="${policy.hash}">${policy.hash.slice(0, 16)}…</code>`],
  ];
  return `<h1>${text('page.title')}</h1>
${isFuture ? `<p class="notice">${text('page.notYet')}</p>` : ''}${isPast ? `<p class="notice">${text('page.past')} <a href="/policy?lang=${text.locale}">${text('page.ruling')}</a></p>` : ''}${noticeOf(context, upcoming)}
<p class="lede">${text('page.intro', { controller: policy.controller })}</p>
<p>${text('page.scope')}</p>
<p>${text('page.leave')}</p>
<dl class="facts">${facts.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}
