import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function EnabledBadge({ enabled }: { readonly enabled: boolean }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" size="sm" color={enabled ? 'teal' : 'gray'}>
      {t(enabled ? 'common.enabled' : 'common.disabled')}
    </Badge>
  );
}
