import { Badge } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Item } from '../../api/routes.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { choicesOf } from '../../record-form/choices.ts';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import type { Draft, Field } from '../../record-form/field.ts';
import { CreativePreview } from './creative-preview.tsx';

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
      fields={useFields()}
      start={{ kind: 'banner', w: 300, h: 250 }}
      minWidth={680}
      lead={preview}
    />
  );
}

function sizeOf(creative: Creative): string {
  if (creative.kind === 'banner') return `${creative.w}×${creative.h}`;
  if (creative.kind === 'native') return '';
  const [file] = creative.kind === 'video' ? creative.files : [];
  return file ? `${file.w}×${file.h} · ${creative.durationSec} s` : `${creative.durationSec} s`;
}

function preview(draft: Draft) {
  const w = Number(draft['w']);
  const h = Number(draft['h']);
  const html = String(draft['html'] ?? '');
  if (draft['kind'] !== 'banner' || html.trim() === '' || !(w > 0 && h > 0)) return null;
  return <CreativePreview html={html} w={w} h={h} />;
}

function useFields(): readonly Field[] {
  const { t } = useTranslation();
  const lineItems = useQuery(queries.collection('line-items'));
  const banner = { when: (draft: Draft) => draft['kind'] === 'banner', required: true };
  const video = { when: (draft: Draft) => draft['kind'] === 'video', required: true };
  return [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name') },
    {
      kind: 'select',
      path: 'lineItem',
      label: t('demand.lineItem'),
      required: true,
      choices: choicesOf(lineItems.data),
    },
    {
      kind: 'select',
      path: 'kind',
      label: t('field.format'),
      required: true,
      choices: [
        { value: 'banner', label: t('format.banner') },
        { value: 'video', label: t('format.video') },
      ],
    },
    { kind: 'integer', path: 'w', label: t('field.width'), ...banner },
    { kind: 'integer', path: 'h', label: t('field.height'), ...banner },
    { kind: 'code', path: 'html', label: t('field.html'), hint: t('field.htmlHint'), ...banner },
    { kind: 'integer', path: 'durationSec', label: t('field.duration'), ...video },
    { kind: 'text', path: 'files.0.url', label: t('field.fileUrl'), ...video },
    {
      kind: 'text',
      path: 'files.0.mime',
      label: t('field.fileMime'),
      hint: 'video/mp4, video/webm',
      ...video,
    },
    { kind: 'integer', path: 'files.0.w', label: t('field.width'), ...video },
    { kind: 'integer', path: 'files.0.h', label: t('field.height'), ...video },
    { kind: 'text', path: 'clickUrl', label: t('field.clickUrl'), required: true },
    {
      kind: 'tags',
      path: 'advertiserDomains',
      label: t('field.domains'),
      hint: t('field.domainsHint'),
      required: true,
    },
    { kind: 'switch', path: 'enabled', label: t('common.enabled') },
  ];
}
