import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { canonicalPolicy } from './canonical-policy.ts';
import { changePassage, compileChanged, POLICY_TEXTS, POLICY_YAML } from './testing/changed-policy.ts';
import { readPolicy } from './testing/read-policy.ts';

const policy = readPolicy();

function hashOf(yaml: string, texts = POLICY_TEXTS): string {
  const compiled = compileChanged(yaml, texts);
  if (!compiled.ok)
    throw new Error(compiled.faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return compiled.policy.hash;
}

/** The same values with every mapping and every list turned round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

describe('V1: the canonical policy', () => {
  it('is what the hash is made of, and nothing else', () => {
    const text = canonicalPolicy(policy);
    expect(createHash('sha256').update(text).digest('hex')).toBe(policy.hash);
    const tables = JSON.parse(text) as Record<string, unknown>;
    const hashed = Object.keys(policy).filter((name) => name !== 'hash' && name !== 'fieldById');
    expect(Object.keys(tables)).toEqual(hashed.sort());
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it('stays the same when comments, formatting and order change', () => {
    expect(hashOf(`# a comment\n${POLICY_YAML}`)).toBe(policy.hash);
    expect(hashOf(stringify(parse(POLICY_YAML), { aliasDuplicateObjects: false }))).toBe(policy.hash);
    expect(hashOf(JSON.stringify(parse(POLICY_YAML)))).toBe(policy.hash);
    expect(hashOf(JSON.stringify(reversed(parse(POLICY_YAML))))).toBe(policy.hash);
    const texts = {
      en: { file: 'en', yaml: JSON.stringify(reversed(parse(POLICY_TEXTS.en.yaml))) },
      zh: POLICY_TEXTS.zh,
    };
    expect(hashOf(POLICY_YAML, texts)).toBe(policy.hash);
  });

  it.each([
    ['a period', 'keep: P400D', 'keep: P30D'],
    ['a minimum group', 'minimum: 1000', 'minimum: 500'],
    ['the days of a right', 'cn: 15, us: 45', 'cn: 15, us: 44'],
    ['a notice', 'right: { clause: V2, days: 30', 'right: { clause: V2, days: 31'],
    ['an approval', 'approvals: 2\n', 'approvals: 3\n'],
    ['what is planned', 'clause: K2, state: planned, everyDays: 1,', 'clause: K2, everyDays: 1,'],
    ['a place of a signal', 'headers: [sec-gpc]', 'headers: [sec-gpc, x-gpc]'],
  ])('changes with %s', (_what, passage, replacement) => {
    expect(hashOf(changePassage(passage, replacement).changed)).not.toBe(policy.hash);
  });

  it('changes with a word of a text', () => {
    const en = {
      ...POLICY_TEXTS.en,
      yaml: POLICY_TEXTS.en.yaml.replace('clause.K1.title: ', 'clause.K1.title: Our '),
    };
    expect(hashOf(POLICY_YAML, { ...POLICY_TEXTS, en })).not.toBe(policy.hash);
  });
});
