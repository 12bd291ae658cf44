import type { Locale } from '@jianchat/policy';

/** The page's language: what the address asks for, else what the browser prefers, else English. */
export function policyLocale(asked: unknown, acceptLanguage: string | undefined): Locale {
  if (asked === 'en' || asked === 'zh') return asked;
  const preferred = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters
        .map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1])
        .find((q) => q !== undefined);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .find(({ language }) => language === 'en' || language === 'zh');
  return preferred?.language === 'zh' ? 'zh' : 'en';
}
