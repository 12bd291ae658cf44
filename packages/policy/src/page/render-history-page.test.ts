import { describe, expect, it } from 'vitest';
import { sampleHistory } from '../testing/page-facts.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { escapeHtml } from './escape-html.ts';
import { renderHistoryPage } from './render-history-page.ts';

const first = { ...readPolicy(), version: 1 };
const versions = sampleHistory(first);
const second = versions[1]?.policy ?? first;

describe.each(['en', 'zh'] as const)('[V1] the history in %s', (locale) => {
  const texts = second.texts[locale];
  const page = renderHistoryPage(versions, { locale });
  const section = (id: string): string =>
    page.match(new RegExp(`<section id="${id}">.*?</section>`, 's'))?.[0] ?? '';

  it('shows every version, newest first, with its state and its address', () => {
    expect([...page.matchAll(/<section id="(v\d)">/g)].map(([, id]) => id)).toEqual([
      ...(['v4', 'v3', 'v2', 'v1'] as const),
    ]);
    expect(section('v1')).toContain(texts['history.past']);
    expect(section('v1')).toContain(texts['history.first']);
    expect(section('v2')).toContain(texts['history.inForce']);
    expect(section('v3')).toContain(texts['history.scheduled']);
    expect(section('v4')).toContain(texts['history.held']);
    expect(section('v4')).toContain(texts['history.unknownDay']);
    for (const version of [1, 2, 3, 4])
      expect(section(`v${version}`)).toContain(`href="/policy?version=${version}&amp;lang=${locale}"`);
  });

  it('[V2] says what changed in words, and what follows from it', () => {
    expect(section('v2')).toContain(texts['history.is.narrowing']);
    expect(section('v2')).toContain('<del>400</del> <ins>90</ins>');
    expect(section('v3')).toContain(texts['history.is.widening']);
    expect(section('v3')).toContain('<del>90</del> <ins>500</ins>');
    expect(section('v3')).toContain(escapeHtml(texts['field.country'] ?? '?'));
    expect(section('v3')).toContain(texts['history.notice']?.replace('{days}', String(second.minNoticeDays)));
    expect(section('v4')).toContain(texts['history.is.editorial']);
    expect(section('v4')).toContain(escapeHtml(texts['history.noNotice'] ?? '?'));
    expect(page).not.toMatch(/undefined|NaN|<script|\{\w+\}(?![^<]*<\/style>)/);
  });

  it('compares any two versions on a page of their own', () => {
    expect(section('v3')).toContain(`/policy/versions?from=1&amp;to=3&amp;lang=${locale}`);
    const pair = renderHistoryPage(versions, { locale, between: { from: 1, to: 3 } });
    expect(pair).toContain('<del>400</del> <ins>500</ins>');
    expect(pair).toContain(`href="?from=1&amp;to=3&amp;lang=${locale === 'en' ? 'zh' : 'en'}"`);
    expect(() => renderHistoryPage(versions, { locale, between: { from: 1, to: 9 } })).toThrow(RangeError);
  });
});

it('says so where nothing changed', () => {
  const same = { ...first, version: 2 };
  const page = renderHistoryPage(
    [
      { policy: first, state: 'past', takesEffect: first.effective },
      { policy: same, state: 'inForce', takesEffect: same.effective },
    ],
    { locale: 'en', between: { from: 2, to: 2 } },
  );
  expect(page).toContain(first.texts.en['history.same']);
});
