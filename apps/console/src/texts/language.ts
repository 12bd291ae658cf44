import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en, type Texts } from './en.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED_AS = 'jianchat.language';

/** The stored choice, else the browser's first language that we have, else English. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  if (stored === 'en' || stored === 'zh') return stored;
  for (const tag of browser) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}

/** Chinese is a chunk of its own; English is in the bundle, because its keys are the type of all texts. */
async function textsOf(language: Language): Promise<Texts> {
  return language === 'zh' ? (await import('./zh.ts')).zh : en;
}

/** Prepares the texts; must be done before the first render. */
export async function startLanguage(): Promise<void> {
  const language = preferredLanguage(localStorage.getItem(STORED_AS), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'console',
    resources: { [language]: { console: await textsOf(language) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

/** Changes the language now and for the next visits. */
export async function chooseLanguage(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'console', await textsOf(language));
  await i18next.changeLanguage(language);
  localStorage.setItem(STORED_AS, language);
  document.documentElement.lang = language;
}
