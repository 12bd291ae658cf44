import { Badge, Group } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Item } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { FORM_SCHEMAS } from '../../generated/form-schemas.gen.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { choicesOf } from '../../record-form/choices.ts';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import { type Draft, type Field, heldIn } from '../../record-form/field.ts';
import { otherFields } from '../../record-form/other-fields.ts';
import { schemaField } from '../../record-form/schema-field.tsx';
import { useFormWords } from '../../schema-form/use-form-words.ts';
import { useCountryChoices } from '../../texts/use-places.ts';
import { ImpInput } from './imp/imp-input.tsx';
import { STARTS } from './imp/imp-schema.ts';
import { summariseImp } from './imp-summary.ts';
import { Integration } from './integration.tsx';

type Placement = Item<'placements'>;

/** The places an ad may stand in. */
export function PlacementsPanel() {
  const { t } = useTranslation();
  const media = useQuery(queries.collection('media'));
  const accounts = useQuery(queries.collection('accounts'));
  const accountOf = (mediaId: unknown) => media.data?.find((entry) => entry.id === mediaId)?.account;
  const currencyOf = (mediaId: string) =>
    accounts.data?.find((account) => account.id === accountOf(mediaId))?.currency ?? 'USD';
  const columns = useColumns(currencyOf);
  const words = useFormWords();
  const countries = useCountryChoices();
  const fields: readonly Field[] = [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name') },
    {
      kind: 'select',
      path: 'media',
      label: t('dimension.media'),
      required: true,
      choices: choicesOf(media.data),
    },
    {
      kind: 'money',
      path: 'floorMicros',
      label: t('field.floor'),
      hint: t('field.floorHint'),
      unit: (draft) => `${currencyOf(String(draft['media']))} CPM`,
    },
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
    {
      kind: 'held',
      path: 'imp',
      label: t('field.imp'),
      section: t('impForm.title'),
      required: true,
      input: (props) => <ImpInput {...props} />,
    },
    schemaField({
      path: 'mediation',
      label: words.label('mediation'),
      schema: FORM_SCHEMAS.placements.properties?.['mediation'],
      section: t('impForm.mediation'),
      currency: (draft) => `${currencyOf(String(draft['media']))} CPM`,
      choices: {
        'mediation.networks.*.countries': countries,
        'mediation.networks.*.ecpmByCountry.*': countries,
      },
    }),
  ];
  const integration = (draft: Draft) =>
    draft['id'] ? (
      <Integration
        facts={{
          origin: location.origin,
          account: accountOf(draft['media']) ?? '',
          placement: String(draft['id']),
          imp: heldIn(draft, 'imp'),
        }}
      />
    ) : null;
  return (
    <CollectionPanel
      collection="placements"
      noun={t('dimension.placement')}
      icon={IconStack2}
      emptyText={t('inventory.noPlacements')}
      columns={columns}
      fields={[...fields, ...otherFields('placements', fields, words)]}
      start={{ imp: { banner: STARTS.banner } }}
      minWidth={720}
      aside={integration}
    />
  );
}

function useColumns(currencyOf: (media: string) => string): readonly Column<Placement>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'id',
      title: t('dimension.placement'),
      sortBy: (placement) => placement.id,
      cell: (placement) => <NameCell id={placement.id} name={placement.name} />,
    },
    {
      key: 'media',
      title: t('dimension.media'),
      sortBy: (placement) => placement.media,
      cell: (placement) => placement.media,
    },
    { key: 'format', title: t('field.format'), cell: (placement) => <Formats imp={placement.imp} /> },
    {
      key: 'floor',
      title: t('field.floor'),
      number: true,
      sortBy: (placement) => placement.floorMicros,
      cell: (placement) => format.money(placement.floorMicros, currencyOf(placement.media)),
    },
    {
      key: 'enabled',
      title: t('field.state'),
      cell: (placement) => <EnabledBadge enabled={placement.enabled} />,
    },
  ];
}

function Formats({ imp }: { readonly imp: unknown }) {
  const { t } = useTranslation();
  const { formats, sizes } = summariseImp(imp);
  return (
    <Group gap={6}>
      {formats.map((format) => (
        <Badge key={format} variant="default" size="sm">
          {t(`format.${format}`)}
        </Badge>
      ))}
      <span className="number" style={{ fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>
        {sizes.join(', ')}
      </span>
    </Group>
  );
}
