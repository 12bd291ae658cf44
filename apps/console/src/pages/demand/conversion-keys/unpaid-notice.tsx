import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries.ts';
import type { Item } from '../../../api/routes.ts';
import { useMe } from '../../../api/use-me.ts';
import { type Draft, heldIn } from '../../../record-form/field.ts';
import { hasPayingKey, paysByConversion } from './paying-keys.ts';

/** Warns of a line item that would deliver for nothing: it pays by the conversion, and no key may tell one. */
export function UnpaidNotice({ draft }: { readonly draft: Draft }) {
  const advertisers = useQuery(queries.collection('advertisers'));
  const role = useMe()?.role;
  const cost = heldIn(draft, 'cost');
  const advertiser = advertisers.data?.find(({ id }) => id === draft['advertiser']);
  // Keys are shown to nobody else.
  const mayRead = role === 'operator' || role === 'advertiser';
  if (advertiser === undefined || !mayRead || !paysByConversion(cost)) return null;
  return <Notice advertiser={advertiser} cost={cost} />;
}

interface NoticeProps {
  readonly advertiser: Item<'advertisers'>;
  readonly cost: unknown;
}

function Notice({ advertiser, cost }: NoticeProps) {
  const { t } = useTranslation();
  const keys = useQuery(queries.conversionKeys(advertiser.id));
  if (keys.data === undefined || hasPayingKey({ cost, advertiser, made: keys.data.keys })) return null;
  return (
    <Alert
      role="alert"
      mt="sm"
      color="yellow"
      icon={<IconAlertTriangle />}
      title={t('conversionKeys.unpaid')}
    >
      {t('conversionKeys.unpaidText', { name: advertiser.name })}
    </Alert>
  );
}
