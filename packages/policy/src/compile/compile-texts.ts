import type { PolicyFault } from '../fault.ts';
import { PAGE_TEXT_KEYS } from '../page/text-keys.ts';
import type { Locale } from '../rows.ts';
import { openEnumeration } from './open-enumeration.ts';
import { rowTextKeys } from './row-text-keys.ts';
import { checkShape } from './shape-faults.ts';
import { type PolicySource, textsSchema } from './source-schema.ts';
import { parseYaml } from './yaml-source.ts';

/** A file of texts in one language. */
export interface TextFile {
  readonly file: string;
  readonly yaml: string;
}

/** The texts of both languages: exactly the keys that the page and the declared rows ask for. */
export function compileTexts(
  policy: PolicySource,
  files: Record<Locale, TextFile>,
): { texts: Record<Locale, Record<string, string>>; faults: PolicyFault[] } {
  const wanted = new Set([...PAGE_TEXT_KEYS, ...rowTextKeys(policy)]);
  const en = readTexts(files.en, wanted, 'en');
  const zh = readTexts(files.zh, wanted, 'zh');
  const unequal = placeholderFaults(en, zh, files.zh.file);
  return { texts: { en: en.texts, zh: zh.texts }, faults: [...en.faults, ...zh.faults, ...unequal] };
}

interface ReadTexts {
  readonly texts: Record<string, string>;
  readonly lineOf: (key: string) => number;
  readonly faults: PolicyFault[];
}

/** What the page fills in must stand in both languages, or one of them tells people less. */
function placeholderFaults(en: ReadTexts, zh: ReadTexts, file: string): PolicyFault[] {
  const namesIn = (words = ''): string => [...new Set(words.match(/\{\w+\}/g) ?? [])].sort().join(' ');
  return Object.keys(en.texts)
    .filter((key) => Object.hasOwn(zh.texts, key) && namesIn(en.texts[key]) !== namesIn(zh.texts[key]))
    .map((key) => ({
      code: 'text.placeholder',
      file,
      line: zh.lineOf(key),
      path: key,
      message: `the English text fills in ${namesIn(en.texts[key]) || 'nothing'}; write the same here`,
    }));
}

function readTexts(text: TextFile, wanted: ReadonlySet<string>, locale: Locale): ReadTexts {
  const { source, faults } = parseYaml(text.file, text.yaml);
  const lineOf = (key: string): number => source.lineOf([key]);
  if (faults.length > 0) return { texts: {}, lineOf, faults };
  const shape = checkShape(textsSchema, source);
  if (shape.value === undefined) return { texts: {}, lineOf, faults: shape.faults };
  const present = shape.value;
  const missing = [...wanted]
    .filter((key) => !Object.hasOwn(present, key))
    .map(
      (key): PolicyFault => ({
        code: 'text.missing',
        file: text.file,
        line: 1,
        path: key,
        message: `add a text for "${key}"`,
      }),
    );
  const unused = Object.keys(present)
    .filter((key) => !wanted.has(key))
    .map(
      (key): PolicyFault => ({
        code: 'text.unused',
        file: text.file,
        line: source.lineOf([key]),
        path: key,
        message: `nothing shows "${key}"; remove it`,
      }),
    );
  const open = Object.entries(present).flatMap(([key, words]): PolicyFault[] => {
    const found = openEnumeration(words, { locale, isName: key.startsWith('field.') });
    if (found === undefined) return [];
    return [
      {
        code: 'text.open',
        file: text.file,
        line: source.lineOf([key]),
        path: key,
        message: `"${found}" leaves the enumeration open; name everything that is meant, or say by which rule it is decided`,
      },
    ];
  });
  return { texts: present, lineOf, faults: [...missing, ...unused, ...open] };
}
