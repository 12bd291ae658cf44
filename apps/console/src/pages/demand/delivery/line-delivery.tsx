import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../record-form/field.ts';
import { useStored } from '../../../record-form/use-stored.ts';
import { DeliveryDetail } from './delivery-detail.tsx';
import { DeliveryLink } from './delivery-link.tsx';

/** A stored line item's delivery, below its form. */
export function LineDelivery({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const id = useStored('line-items', draft);
  if (id === undefined) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t('delivery.title')}>
      <Title order={3} size="h4">
        {t('delivery.title')}
      </Title>
      <DeliveryDetail id={id} />
      <DeliveryLink to={{ open: id }}>{t('delivery.show')}</DeliveryLink>
    </Stack>
  );
}
