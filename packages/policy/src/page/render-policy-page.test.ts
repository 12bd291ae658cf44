import { describe, expect, it } from 'vitest';
import { readPolicy } from '../testing/read-policy.ts';
import { policyJson } from './policy-json.ts';
import { renderPolicyPage } from './render-policy-page.ts';

const policy = readPolicy();

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

  it('says when the rules are not in force yet', () => {
    const notice = texts['page.notYet'] ?? '?';
    const effective = Date.parse(policy.effective);
    expect(renderPolicyPage(policy, { locale, now: effective - 1 })).toContain(notice);
    expect(renderPolicyPage(policy, { locale, now: effective })).not.toContain(notice);
  });
});

describe('the policy as JSON', () => {
  it('survives serialisation and names things instead of numbering them', () => {
    const json = JSON.parse(JSON.stringify(policyJson(policy)));
    expect(json.fields).toHaveLength(policy.fields.length);
    expect(json.contracts[0].allow.contextualAds).toContain('ipPrefix');
    expect(json.floors.find((floor: { name: string }) => floor.name === 'child').drops).toContain(
      'resettable',
    );
    expect(json).toMatchObject({ version: policy.version, hash: policy.hash, effective: policy.effective });
  });
});
