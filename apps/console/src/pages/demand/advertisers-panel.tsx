import { IconBuildingStore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/routes.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import type { Field } from '../../record-form/field.ts';
import { otherFields } from '../../record-form/other-fields.ts';
import { useFormWords } from '../../schema-form/use-form-words.ts';
import { AdvertiserKeys } from './conversion-keys/advertiser-keys.tsx';

export function AdvertisersPanel() {
  const { t } = useTranslation();
  const words = useFormWords();
  const columns: readonly Column<Item<'advertisers'>>[] = [
    {
      key: 'id',
      title: t('demand.advertiser'),
      sortBy: (advertiser) => advertiser.id,
      cell: (advertiser) => <NameCell id={advertiser.id} name={advertiser.name} />,
    },
    {
      key: 'currency',
      title: t('field.currency'),
      sortBy: (advertiser) => advertiser.currency,
      cell: (advertiser) => advertiser.currency,
    },
    {
      key: 'enabled',
      title: t('field.state'),
      cell: (advertiser) => <EnabledBadge enabled={advertiser.enabled} />,
    },
  ];
  const fields: readonly Field[] = [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name'), required: true },
    { kind: 'text', path: 'currency', label: t('field.currency'), hint: t('field.currencyHint') },
    {
      kind: 'text',
      path: 'timeZone',
      label: t('campaign.timeZone'),
      hint: t('campaign.timeZoneHint'),
    },
    {
      kind: 'select',
      path: 'creativeReview',
      label: t('review.rule'),
      required: true,
      choices: [
        { value: 'auto', label: t('review.rules.auto') },
        { value: 'manual', label: t('review.rules.manual') },
      ],
    },
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
  ];
  return (
    <CollectionPanel
      collection="advertisers"
      noun={t('demand.advertiser')}
      icon={IconBuildingStore}
      emptyText={t('demand.noAdvertisers')}
      columns={columns}
      fields={[...fields, ...otherFields('advertisers', fields, words)]}
      start={{ currency: 'USD', creativeReview: 'auto' }}
      minWidth={420}
      aside={(draft) => <AdvertiserKeys draft={draft} />}
    />
  );
}
