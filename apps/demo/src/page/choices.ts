const languages = ['en', 'zh'] as const;
export const countries = ['unknown', 'DE', 'US', 'CN', 'BR'] as const;
export const consents = ['none', 'accept', 'reject'] as const;

export type Language = (typeof languages)[number];
export type Country = (typeof countries)[number];
export type Consent = (typeof consents)[number];

/** What the visitor chose on the page. It lives in the URL only: the page stores nothing on the device. */
export interface Choices {
  readonly lang: Language;
  readonly country: Country;
  readonly consent: Consent;
}

/** OpenRTB wants ISO 3166-1 alpha-3. */
export const alpha3: Readonly<Record<Exclude<Country, 'unknown'>, string>> = {
  DE: 'DEU',
  US: 'USA',
  CN: 'CHN',
  BR: 'BRA',
};

/** Reads the choices from a URL's query; what is missing or unknown takes its default. */
export function readChoices(search: string, browserLanguage: string): Choices {
  const query = new URLSearchParams(search);
  const oneOf = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T =>
    allowed.find((value) => value === query.get(name)) ?? otherwise;
  return {
    lang: oneOf('lang', languages, browserLanguage.toLowerCase().startsWith('zh') ? 'zh' : 'en'),
    country: oneOf('country', countries, 'unknown'),
    consent: oneOf('consent', consents, 'none'),
  };
}

/** The query that reads back to these choices. */
export function choicesQuery(choices: Choices): string {
  return `?${new URLSearchParams({ ...choices })}`;
}
