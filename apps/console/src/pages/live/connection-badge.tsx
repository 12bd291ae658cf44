import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Connection } from './use-live-stream.ts';

const COLORS = { connecting: 'blue', live: 'teal', reconnecting: 'orange' } as const;

export function ConnectionBadge({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  return (
    <Badge role="status" variant="dot" color={COLORS[connection]} tt="none" fw={500} size="lg" miw={124}>
      {t(`live.connection.${connection}`)}
    </Badge>
  );
}
