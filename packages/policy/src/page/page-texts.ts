import type { CompiledPolicy, Locale } from '../rows.ts';
import { escapeHtml } from './escape-html.ts';
import type { PageTextKey } from './text-keys.ts';

/** Texts of declared rows. */
type RuleKind = 'field' | 'class' | 'purpose' | 'floor' | 'regime' | 'recipient' | 'signal' | 'scope';
type DutyKind = 'clause' | 'party' | 'right' | 'access' | 'disclosure' | 'instrument' | 'aggregate';
type RowTextKey =
  `${RuleKind | DutyKind | 'change.kind' | 'record' | 'safeguard' | 'ropa.subject'}.${string}`;

/** Looks texts up in one language; what it returns is HTML unless it was made with another escaping. */
export interface PageTexts {
  (key: PageTextKey | RowTextKey, values?: Readonly<Record<string, string>>): string;
  readonly locale: Locale;
  /** Joins names as the language lists them. */
  list(names: readonly string[]): string;
  /** A whole number as the language writes it. */
  number(value: number): string;
  /** A date as the language writes it. */
  date(iso: string): string;
}

/** Texts of a compiled policy, which has every key in both languages. */
export function pageTexts(
  policy: CompiledPolicy,
  locale: Locale,
  { encode = escapeHtml }: { readonly encode?: (plain: string) => string } = {},
): PageTexts {
  const texts = policy.texts[locale];
  const look = (key: string, values: Readonly<Record<string, string>> = {}): string =>
    encode((texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole));
  const list = (names: readonly string[]): string => names.join(locale === 'zh' ? '、' : ', ');
  const format = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  const digits = new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-GB');
  const number = (value: number): string => digits.format(value);
  const date = (iso: string): string => format.format(new Date(`${iso}T00:00:00Z`));
  return Object.assign(look, { locale, list, number, date });
}
