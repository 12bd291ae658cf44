import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { policySchema } from '../compile/source-schema.ts';
import { POLICY_YAML } from '../testing/changed-policy.ts';
import { generateJsonSchema } from './json-schema.ts';

const document = JSON.parse(generateJsonSchema());
/** Read back by the importer of JSON Schema, which shares no code with the exporter. */
const readBack = z.fromJSONSchema(document);
const source = (): Record<string, Record<string, Record<string, unknown>>> =>
  parse(POLICY_YAML, { maxAliasCount: -1 });

describe('the JSON Schema for editors', () => {
  it('describes every section of the language', () => {
    expect(document.$schema).toContain('draft-07');
    expect(Object.keys(document.properties).sort()).toEqual(Object.keys(policySchema.shape).sort());
    expect(document.required.sort()).toEqual(Object.keys(policySchema.shape).sort());
    for (const section of Object.values<{ description: string; type: string }>(document.properties)) {
      expect(section.description).toMatch(/^[A-Z].*\.$/);
      expect(['object', 'array']).toContain(section.type);
    }
  });

  it('takes the policy of this repository', () => {
    expect(readBack.safeParse(source()).error).toBeUndefined();
  });

  it.each([
    ['an unknown section', (policy: ReturnType<typeof source>) => Object.assign(policy, { colours: {} })],
    [
      'an unknown key',
      (policy: ReturnType<typeof source>) =>
        Object.assign(policy['fields']?.['email'] ?? {}, { colour: 'red' }),
    ],
    [
      'a promise that is none',
      (policy: ReturnType<typeof source>) =>
        Object.assign(policy['fields']?.['email'] ?? {}, { clause: 'C9' }),
    ],
    [
      'a period without unit',
      (policy: ReturnType<typeof source>) =>
        Object.assign(policy['retention']?.['backups'] ?? {}, { keep: '30' }),
    ],
    [
      'an unknown use of the taxonomy',
      (policy: ReturnType<typeof source>) =>
        Object.assign(policy['purposes']?.['security'] ?? {}, { fides: 'fun' }),
    ],
    ['a missing promise', (policy: ReturnType<typeof source>) => delete policy['clauses']?.['K3']],
  ])('refuses %s', (_what, spoil) => {
    const policy = source();
    spoil(policy);
    expect(readBack.safeParse(policy).success).toBe(false);
  });
});
