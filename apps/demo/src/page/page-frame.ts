import type { Article } from './article.ts';
import { type Choices, choicesQuery } from './choices.ts';
import { el } from './dom.ts';
import type { Signals } from './signals.ts';
import streetSvg from './street.svg?raw';
import type { Texts } from './texts.ts';
import { visitBar } from './visit-bar.ts';

/** Builds everything of the page that does not wait for an auction, with empty slots and an empty panel. */
export function pageFrame(
  choices: Choices,
  options: { texts: Texts; article: Article; note: Signals['note'] },
): HTMLElement[] {
  const { texts, article } = options;
  const otherLanguage = choices.lang === 'en' ? 'zh' : 'en';
  const masthead = el(
    'header',
    { class: 'masthead' },
    el(
      'div',
      { class: 'masthead-title' },
      el('p', { class: 'site-name' }, texts.title),
      el('span', { class: 'badge' }, texts.demoLabel),
    ),
    el('p', { class: 'masthead-note' }, texts.demoNote),
    el(
      'a',
      {
        class: 'language',
        href: choicesQuery({ ...choices, lang: otherLanguage }),
        lang: otherLanguage,
        hreflang: otherLanguage,
      },
      texts.switchLanguage,
    ),
  );
  const summary = el(
    'p',
    { class: 'summary' },
    el('span', { id: 'summary', 'aria-live': 'polite' }, texts.working),
    el('a', { href: '#panel' }, `${texts.jump} ↓`),
  );
  const main = el(
    'main',
    {},
    el(
      'article',
      { class: 'lead' },
      ...leadOf(article),
      slot('demo-video', texts),
      ...paragraphs(article.lead),
    ),
    el('aside', { class: 'side' }, slot('demo-banner', texts), panel(texts)),
    el('article', { class: 'rest' }, el('h2', {}, article.heading), ...paragraphs(article.rest)),
  );
  const footer = el(
    'footer',
    {},
    el('p', {}, texts.footer),
    el('a', { href: `/policy?lang=${choices.lang}` }, texts.policy),
  );
  return [masthead, visitBar(choices, options), summary, main, footer];
}

function leadOf(article: Article): HTMLElement[] {
  const picture = el('div', { class: 'picture', role: 'img', 'aria-label': article.pictureLabel });
  // The drawing is a file of this page's own source, not anything from outside.
  picture.innerHTML = streetSvg;
  return [
    el('p', { class: 'section' }, article.section),
    el('h1', {}, article.headline),
    el('p', { class: 'standfirst' }, article.standfirst),
    el('p', { class: 'byline' }, article.byline),
    picture,
  ];
}

function paragraphs(texts: readonly string[]): HTMLElement[] {
  return texts.map((paragraph) => el('p', {}, paragraph));
}

function slot(placement: string, texts: Texts): HTMLElement {
  return el(
    'div',
    { class: `slot slot-${placement}` },
    el('p', { class: 'slot-label' }, texts.advertisement),
    el('div', { id: `slot-${placement}`, class: 'slot-space' }),
  );
}

function panel(texts: Texts): HTMLElement {
  return el(
    'section',
    { class: 'panel', id: 'panel', 'aria-labelledby': 'panel-title', tabindex: '-1' },
    el('h2', { id: 'panel-title' }, texts.panelTitle),
    el('p', { class: 'panel-intro' }, texts.panelIntro),
    el('div', { id: 'panel-body' }, el('p', { class: 'panel-note' }, texts.working)),
  );
}
