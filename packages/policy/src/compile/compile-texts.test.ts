import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from './compile-policy.ts';

const root = new URL('../../../../policy/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const source = { yaml: read('policy.yaml'), en: read('text/en.yaml'), zh: read('text/zh.yaml') };

/** The codes and paths of the faults that changed texts have. */
function faultsOf(changed: Partial<typeof source>): readonly (readonly [string, string, string])[] {
  const { yaml, en, zh } = { ...source, ...changed };
  const compiled = compilePolicy({
    file: 'policy.yaml',
    yaml,
    texts: { en: { file: 'en.yaml', yaml: en }, zh: { file: 'zh.yaml', yaml: zh } },
  });
  return compiled.ok ? [] : compiled.faults.map(({ code, file, path }) => [code, file, path]);
}

/** A file of texts without one of them, which stands on one line. */
const without = (text: string, key: string): string => {
  const left = text.replace(new RegExp(`^["']?${key.replaceAll('.', '\\.')}["']?:.*\\n`, 'm'), '');
  if (left === text) throw new Error(`no text ${key}`);
  return left;
};

describe('V1: the policy people read', () => {
  it.each(['en', 'zh'] as const)('does not come about without words for a declared field in %s', (locale) => {
    expect(faultsOf({ [locale]: without(source[locale], 'field.imei') })).toContainEqual([
      'text.missing',
      `${locale}.yaml`,
      'field.imei',
    ]);
  });

  it.each(['en', 'zh'] as const)('says nothing in %s that no row declares', (locale) => {
    const more = `${source[locale]}\nfield.heartRate: "Heart rate"\n`;
    expect(faultsOf({ [locale]: more })).toContainEqual(['text.unused', `${locale}.yaml`, 'field.heartRate']);
  });
});
