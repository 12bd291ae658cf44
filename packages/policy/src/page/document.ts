import type { Locale } from '../rows.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { PageTexts } from './page-texts.ts';

/** A public page of the policy: its place among the others, what stands on top, and its body as HTML. */
export interface PageDocument {
  readonly current?: 'policy' | 'history';
  readonly title: string;
  /** Query of the link to the other language besides `lang`, such as `version=2`. */
  readonly query?: string;
  readonly opening: string;
  readonly contents: string;
  readonly body: string;
  readonly footer: string;
}

const MARK =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0f766e"/><path d="M18.5 8v10.2a5.3 5.3 0 0 1-5.3 5.3H11" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/><circle cx="23.4" cy="9.4" r="2.4" fill="#5eead4"/></svg>';

const htmlLang = (locale: Locale): string => (locale === 'zh' ? 'zh-CN' : 'en');

/** A complete HTML document: no scripts, no requests but for the icon, a link to the other language. */
export function renderDocument(text: PageTexts, page: PageDocument): string {
  const { locale } = text;
  const other = locale === 'zh' ? 'en' : 'zh';
  const query = page.query === undefined ? '' : `${page.query}&amp;`;
  return `<!doctype html>
<html lang="${htmlLang(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${page.title} – jianchat</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="alternate" hreflang="${htmlLang(locale === 'zh' ? 'en' : 'zh')}" href="?${query}lang=${other}">
<style>${PAGE_STYLE}</style></head>
<body>
<a class="skip" href="#text">${text('page.skip')}</a>
<header class="top"><div class="bar"><a class="brand" href="/policy?lang=${locale}">${MARK}jianchat</a><nav aria-label="${text('page.pages')}">${links(text, page.current)}</nav><a class="lang" href="?${query}lang=${other}" hreflang="${other}" lang="${htmlLang(other)}">${text('page.other')}</a></div>
<div class="title">${page.opening}</div></header>
<div class="shell">${page.contents}
<main id="text">
${page.body}
</main></div>
<footer>${page.footer}</footer>
</body></html>
`;
}

function links(text: PageTexts, current: PageDocument['current']): string {
  const pages = [
    ['policy', '/policy', 'page.title'],
    ['history', '/policy/versions', 'page.history'],
  ] as const;
  return pages
    .map(([name, href, title]) => {
      const mark = name === current ? ' aria-current="page"' : '';
      return `<a href="${href}?lang=${text.locale}"${mark}>${text(title)}</a>`;
    })
    .join('');
}
