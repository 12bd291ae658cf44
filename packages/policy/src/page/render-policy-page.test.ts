import { describe, expect, it } from 'vitest';
import { clauseRows } from '../promises/clause-rows.ts';
import { PROMISE_IDS } from '../promises/promise-ids.ts';
import { processingRecordCsv, renderProcessingRecord } from '../publish/render-processing-record.ts';
import { sampleCounters, sampleHistory, sampleReport } from '../testing/page-facts.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { escapeHtml } from './escape-html.ts';
import { policyJson } from './policy-json.ts';
import { renderHistoryPage } from './render-history-page.ts';
import { renderPolicyPage } from './render-policy-page.ts';

const policy = readPolicy();
/** Tables of the compiled policy that a clause shows as tables of the page. */
const TABLES = new Set([
  ...([
    'fields',
    'purposes',
    'recipientClasses',
    'contracts',
    'floors',
    'regimes',
    'signals',
    'parties',
    'rights',
  ] as const),
  ...(['access', 'exceptionalDisclosures', 'safeguards', 'records', 'notice', 'aggregates'] as const),
]) as ReadonlySet<string>;
/** Words for values that the language of the policy has, and this policy uses nowhere. */
const UNUSED_VALUES: ReadonlySet<string> = new Set([
  ...(['share.onward.allow', 'criterion.agreed', 'then.anonymise', 'class.demographic'] as const),
  'ropa.subject.staff',
  'history.more',
  'ropa.basis.never',
]);
const scopesOf = (id: string): number => policy.identity.scopes.filter(({ clause }) => clause === id).length;

describe.each(['en', 'zh'] as const)('the page in %s', (locale) => {
  const page = renderPolicyPage(policy, { locale });
  const texts = policy.texts[locale];

  it('names every field, purpose, regime, signal and recipient', () => {
    const escaped = (text = '?'): string => text.replaceAll("'", '&#39;');
    for (const field of policy.fields) expect(page).toContain(escaped(texts[`field.${field.name}`]));
    for (const { name } of policy.purposes) expect(page).toContain(escaped(texts[`purpose.${name}.what`]));
    for (const { name } of policy.regimes) expect(page).toContain(escaped(texts[`regime.${name}.what`]));
    for (const { name } of policy.floors) expect(page).toContain(escaped(texts[`floor.${name}.what`]));
    for (const { name } of policy.recipientClasses)
      expect(page).toContain(escaped(texts[`recipient.${name}.what`]));
    for (const name of policy.contracts.keys()) expect(page).toContain(name);
  });

  it('shows every protocol path that may enter', () => {
    const paths = policy.fields.filter((field) => field.collect === 'on').flatMap((field) => field.paths);
    for (const { path } of paths) expect(page).toContain(`<code>${path}</code>`);
  });

  it('leaves nothing open: no "etc.", no placeholder, no unknown text', () => {
    expect(page).not.toMatch(/\betc\b|and so on|等[。，、）]|\{\w+\}(?![^<]*<\/style>)|undefined|NaN/);
  });

  it('is one document without scripts or outside requests, with a link to the other language', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="(en|zh-CN)">/);
    expect(page).toContain(`href="?lang=${locale === 'en' ? 'zh' : 'en'}"`);
    expect(page).not.toMatch(/<script|src=|@import|url\(/);
    for (const tag of ['table', 'section', 'details', 'ul', 'dl']) {
      expect(page.split(`<${tag}`).length).toBe(page.split(`</${tag}>`).length);
    }
  });

  it('V2: says above everything which version comes, from when, and how to leave', () => {
    const upcoming = renderPolicyPage(policy, {
      locale,
      upcoming: { version: 7, takesEffect: '2027-01-15' },
    });
    const notice = /<p class="notice">(.*?)<\/p>/.exec(upcoming)?.[1] ?? '';
    expect(notice).toContain('7');
    expect(notice).toContain('2027');
    expect(notice).toContain(escapeHtml(texts['page.leave'] ?? '?'));
    expect(notice).toContain(`/policy?version=7&amp;lang=${locale}`);
    expect(notice).toContain(`/policy/versions?from=${policy.version}&amp;to=7`);
    const held = renderPolicyPage(policy, { locale, upcoming: { version: 7, takesEffect: null } });
    expect(held).toContain((texts['page.upcomingHeld'] ?? '?').replace('{version}', '7'));
    expect(page).not.toContain('class="notice"');
  });

  it('says when the rules are not in force yet', () => {
    const notice = texts['page.notYet'] ?? '?';
    const effective = Date.parse(policy.effective);
    expect(renderPolicyPage(policy, { locale, now: effective - 1 })).toContain(notice);
    expect(renderPolicyPage(policy, { locale, now: effective })).not.toContain(notice);
    // An installation that began under them says since when it does.
    const here = renderPolicyPage(policy, { locale, now: effective - 1, takesEffect: '2026-01-02' });
    expect(here).not.toContain(notice);
    expect(here).toContain('2026');
  });
});

it('[V1] of an older version says so, leads to the one in force, and keeps to its number in the other language', () => {
  const old = renderPolicyPage(policy, { locale: 'en', ruling: policy.version + 1 });
  expect(old).toContain(policy.texts.en['page.past']);
  expect(old).toContain('href="/policy?lang=en"');
  expect(old).toContain(`href="?version=${policy.version}&amp;lang=zh"`);
  expect(renderPolicyPage(policy, { locale: 'en', ruling: policy.version })).not.toContain(
    policy.texts.en['page.past'],
  );
});

describe.each(['en', 'zh'] as const)('a clause in %s', (locale) => {
  const page = renderPolicyPage(policy, {
    locale,
    counters: sampleCounters(policy),
    promises: sampleReport(policy),
  });
  const bare = renderPolicyPage(policy, { locale });
  const texts = policy.texts[locale];
  const article = (html: string, id: string): string =>
    html.match(new RegExp(`<article id="${id}".*?</article>`, 's'))?.[0] ?? '';

  it('[V1] stands at its own address, with its words, and in the contents', () => {
    expect(policy.clauses.map(({ id }) => id)).toEqual([...PROMISE_IDS]);
    for (const id of PROMISE_IDS) {
      expect(article(page, id)).toContain(escapeHtml(texts[`clause.${id}.text`] ?? '?'));
      expect(page).toContain(`<li><a href="#${id}"`);
    }
  });

  it('[V1] shows every row that names it, and no row of another', () => {
    for (const id of PROMISE_IDS) {
      const rows = clauseRows(policy, id).filter(({ section }) => section !== 'clauses');
      const shown = [...article(page, id).matchAll(/<tr><th scope="row">/g)].length;
      expect([id, shown]).toEqual([
        id,
        rows.filter(({ section }) => TABLES.has(section)).length + scopesOf(id),
      ]);
    }
  });

  it('says what happened under it, and whether its promise is kept', () => {
    expect(article(page, 'C2')).toContain(texts['seen.here']);
    expect(article(page, 'S2')).toMatch(/22,100/);
    expect(article(page, 'C3')).toMatch(/1,940/);
    expect(article(page, 'U2')).toMatch(/8,910/);
    expect(article(page, 'C1')).toContain(texts['evidence.kept']);
    expect(article(page, 'C2')).toContain('C2: &lt;drops&gt; what nobody declares');
  });

  it('claims nothing where nothing was counted and no test ran', () => {
    for (const id of PROMISE_IDS) {
      expect(article(bare, id)).toContain(texts['evidence.unknown']);
      expect(article(bare, id)).not.toContain(texts['seen.here']);
    }
    expect(bare).toContain(texts['seen.none']);
    expect(bare).toContain(escapeHtml(texts['evidence.unknownWhat'] ?? '?'));
  });
});

describe('what is never collected', () => {
  const withField = (category: string) => {
    const [field, ...fields] = policy.fields.filter(({ subject }) => subject === 'endUser');
    if (field === undefined) throw new Error('the policy is empty');
    return renderPolicyPage(
      { ...policy, fields: [{ ...field, name: 'ipAddress', category }, ...fields] },
      { locale: 'en' },
    );
  };

  it('[K6] is said of a kind of data only as long as no field is of this kind', () => {
    const contact = `<li><b>${policy.texts.en['kind.contactDetails']}</b>`;
    expect(renderPolicyPage(policy, { locale: 'en' })).toContain(contact);
    expect(withField('user.device')).toContain(contact);
    expect(withField('user.contact.email')).not.toContain(contact);
  });
});

describe('texts', () => {
  it('are all shown somewhere, in both languages', () => {
    for (const locale of ['en', 'zh'] as const) {
      const seen = new Set<unknown>();
      const texts = new Proxy(policy.texts[locale], {
        get(target, key) {
          seen.add(key);
          return target[String(key)];
        },
      });
      const watched = { ...policy, texts: { ...policy.texts, [locale]: texts } };
      renderPolicyPage(watched, { locale, now: 0, ruling: policy.version + 1 });
      renderPolicyPage({ ...watched, contact: 'privacy@example.com' }, { locale });
      renderPolicyPage(watched, {
        locale,
        counters: sampleCounters(policy),
        promises: sampleReport(policy),
      });
      renderProcessingRecord(watched, locale);
      processingRecordCsv(watched, locale);
      renderHistoryPage(sampleHistory(watched), { locale });
      renderHistoryPage(sampleHistory(watched), { locale, between: { from: 1, to: 1 } });
      // That each topic of a change has its word is a matter of types.
      const unseen = Object.keys(policy.texts[locale]).filter(
        (key) => !seen.has(key) && !key.startsWith('topic.'),
      );
      expect(unseen.filter((key) => !UNUSED_VALUES.has(key))).toEqual([]);
    }
  });
});

describe('the policy as JSON', () => {
  it('survives serialisation and names things instead of numbering them', () => {
    const json = JSON.parse(JSON.stringify(policyJson(policy)));
    // Indexes over what is there already.
    const derived = ['fieldById', 'fieldWords', 'regimeOfCountry'];
    expect(Object.keys(policy).filter((key) => !(key in json))).toEqual(expect.arrayContaining(derived));
    expect(Object.keys(policy).filter((key) => !(key in json) && !derived.includes(key))).toEqual([]);
    expect(json.fields).toHaveLength(policy.fields.length);
    expect(json.contracts[0].allow.contextualAds).toContain('ipPrefix');
    expect(json.floors.find((floor: { name: string }) => floor.name === 'child').drops).toContain(
      'resettable',
    );
    expect(json).toMatchObject({ version: policy.version, hash: policy.hash, effective: policy.effective });
  });
});
