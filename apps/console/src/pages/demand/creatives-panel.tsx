import { Badge } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/routes.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import { CreativePreview } from './creative/creative-preview.tsx';
import { useCreativeFields } from './creative/use-creative-fields.ts';

type Creative = Item<'creatives'>;

/** What is shown: banners as markup, videos as files. */
export function CreativesPanel() {
  const { t } = useTranslation();
  const columns: readonly Column<Creative>[] = [
    {
      key: 'id',
      title: t('demand.creative'),
      sortBy: (creative) => creative.id,
      cell: (creative) => <NameCell id={creative.id} name={creative.name} />,
    },
    {
      key: 'lineItem',
      title: t('demand.lineItem'),
      sortBy: (creative) => creative.lineItem,
      cell: (creative) => creative.lineItem,
    },
    {
      key: 'kind',
      title: t('field.format'),
      sortBy: (creative) => creative.kind,
      cell: (creative) => (
        <Badge variant="default" size="sm">
          {t(`format.${creative.kind}`)}
        </Badge>
      ),
    },
    {
      key: 'size',
      title: t('field.size'),
      cell: (creative) => <span className="number">{sizeOf(creative)}</span>,
    },
    {
      key: 'enabled',
      title: t('field.state'),
      cell: (creative) => <EnabledBadge enabled={creative.enabled} />,
    },
  ];
  return (
    <CollectionPanel
      collection="creatives"
      noun={t('demand.creative')}
      icon={IconPhoto}
      emptyText={t('demand.noCreatives')}
      columns={columns}
      fields={useCreativeFields()}
      start={{ kind: 'banner', w: 300, h: 250 }}
      minWidth={680}
      lead={(draft) => <CreativePreview draft={draft} />}
    />
  );
}

function sizeOf(creative: Creative): string {
  if (creative.kind === 'banner') return `${creative.w}×${creative.h}`;
  if (creative.kind === 'native') return '';
  const [file] = creative.kind === 'video' ? creative.files : [];
  return file ? `${file.w}×${file.h} · ${creative.durationSec} s` : `${creative.durationSec} s`;
}
