import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ADAPTERS } from '../../../generated/form-schemas.gen.ts';

/** What the chosen adapter brings along and what it will ask of placements. */
export function AdapterFacts({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const adapter = ADAPTERS[name];
  if (adapter === undefined) return null;
  const params = Object.keys(adapter.params.properties ?? {});
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {adapter.endpoint === ''
        ? t('bidderForm.noAddress')
        : t('bidderForm.address', { address: adapter.endpoint })}{' '}
      {params.length > 0 && t('bidderForm.params', { names: params.join(', ') })}
    </Text>
  );
}
