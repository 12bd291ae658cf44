const names = new Map<string, Intl.DisplayNames>();

/** A country's name in a language; undefined where the code is none (unknown origin). */
export function countryName(code: string, language: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(code) || code === 'ZZ') return undefined;
  let ofLanguage = names.get(language);
  if (!ofLanguage) {
    ofLanguage = new Intl.DisplayNames([language], { type: 'region' });
    names.set(language, ofLanguage);
  }
  return ofLanguage.of(code);
}
