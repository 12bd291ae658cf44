import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries.ts';
import { ProblemNotice } from '../../../parts/problem-notice.tsx';
import { DeliveryChart } from './delivery-chart.tsx';
import { DeliveryFacts } from './delivery-facts.tsx';

const HEIGHT = 340;

/** One line item or deal: where it stands, and how it came there. */
export function DeliveryDetail({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const delivery = useQuery(queries.delivery(id));
  if (delivery.error) return <ProblemNotice error={delivery.error} onRetry={() => void delivery.refetch()} />;
  if (!delivery.data) return <Skeleton h={HEIGHT} />;
  const { item } = delivery.data;
  return (
    <Stack gap="md">
      <DeliveryFacts item={item} />
      {item.metric !== null && <DeliveryChart delivery={delivery.data} />}
      {item.metric === 'shareOfVoice' && (
        <Text size="xs" c="dimmed">
          {t('delivery.shareHint')}
        </Text>
      )}
      {item.metric === 'conversions' && item.conversions === null && (
        <Text size="xs" c="dimmed">
          {t('delivery.untold')}
        </Text>
      )}
    </Stack>
  );
}
