import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from './words.ts';

/**
 * Says in words why the policy decided as it did. Codes are `purpose.NAME`, `requires.NAME`, `regime.NAME`,
 * `floor.NAME`, what a purpose lacks (`vendor.NAME`, `grant.NAME`, `basis.NAME`), or one of a table (`basis.none`,
 * `signal.gpc`); an unknown one is made readable, never left out.
 */
export function usePrivacyReason(): (code: string) => string {
  const { t } = useTranslation();
  const word = useWords();
  return useCallback(
    (code) => {
      const [family = '', ...rest] = code.split('.');
      const name = rest.join('.');
      if (code === 'basis.none') return word('privacyReason', 'basis_none');
      switch (family) {
        case 'purpose':
        case 'requires':
        case 'vendor':
        case 'grant':
        case 'basis':
          return t(`because.${family}`, { name: word('purpose', name) });
        case 'regime':
          return t('because.regime', { name: word('regime', name) });
        case 'floor':
          return word('floor', name);
        default:
          // The library reads a dot as a step into a group, so the table's keys have none.
          return word('privacyReason', code.replaceAll('.', '_'));
      }
    },
    [t, word],
  );
}
