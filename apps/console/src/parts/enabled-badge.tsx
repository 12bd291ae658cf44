import { useTranslation } from 'react-i18next';
import { StateBadge } from './state-badge.tsx';

export function EnabledBadge({ enabled }: { readonly enabled: boolean }) {
  const { t } = useTranslation();
  return (
    <StateBadge color={enabled ? 'teal' : 'gray'}>
      {t(enabled ? 'common.enabled' : 'common.disabled')}
    </StateBadge>
  );
}
