import type { Locale } from '../rows.ts';

/** Words that leave a list open: whoever reads them can't know what else is meant. */
const OPEN_ENDS: Readonly<Record<Locale, RegExp>> = {
  en: /\betc\b\.?|\bet cetera\b|\band so (?:on|forth)\b|\band (?:the like|others)\b|\band more[.,;:)]|\bamong (?:other things|others)\b|\bincluding,? (?:but not limited to|without limitation)\b|\bnot limited to\b|\bor similar\b/i,
  zh: /包括但不限于|包括且不限于|不限于|诸如此类|之类|以及其他|等等|等/,
};

/** Words that give examples only: fit for an explanation, not for the name of what is collected. */
const EXAMPLES: Readonly<Record<Locale, RegExp>> = {
  en: /\bsuch as\b|\bfor (?:example|instance)\b|\be\.g\./i,
  zh: /例如|比如|譬如|诸如|（如/,
};

/**
 * Words in which 等 doesn't open a list: it is part of them ("equal", "grade", "wait"), or follows a verb of them. They are taken out
 * before the search; what is left of 等 then closes a list that says "and others".
 */
const WHOLE_WORDS = /等(?:级|于|同|待|候|效|值)|(?:平|同|相|均|对|高|中|初|不)等(?!等)/g;

/**
 * The words of a text that leave an enumeration open, or undefined. China's rules ask policies to name every kind of data without
 * "等", and a promise whose list goes on can't be checked anywhere. `isName`: the text names a field, so examples are too little as well.
 */
export function openEnumeration(
  text: string,
  { locale, isName }: { readonly locale: Locale; readonly isName: boolean },
): string | undefined {
  const searched = locale === 'zh' ? text.replace(WHOLE_WORDS, '') : text;
  const found = OPEN_ENDS[locale].exec(searched) ?? (isName ? EXAMPLES[locale].exec(searched) : null);
  return found?.[0];
}
