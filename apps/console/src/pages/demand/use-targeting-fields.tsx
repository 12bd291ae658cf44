import { useTranslation } from 'react-i18next';
import type { Field } from '../../record-form/field.ts';
import { TargetingInput } from './targeting/targeting-input.tsx';

/** Where and to whom ads go, of line items and deals alike. */
export function useTargetingFields(): readonly Field[] {
  const { t } = useTranslation();
  return [
    {
      kind: 'held',
      path: 'targeting',
      label: t('targeting.title'),
      section: t('targeting.title'),
      input: (props) => <TargetingInput {...props} />,
    },
  ];
}
