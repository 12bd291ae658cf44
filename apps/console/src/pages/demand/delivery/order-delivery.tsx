import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../record-form/field.ts';
import { useStored } from '../../../record-form/use-stored.ts';
import { DeliveryLink } from './delivery-link.tsx';

/** From a stored order to the delivery of its line items. */
export function OrderDelivery({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const order = useStored('orders', draft);
  return order === undefined ? null : <DeliveryLink to={{ order }}>{t('delivery.showOrder')}</DeliveryLink>;
}
