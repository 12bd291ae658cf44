import { VENUE_TYPES } from '@jianchat/snapshot/venues';
import { Badge } from '@mantine/core';
import { IconAppWindow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Item } from '../../api/routes.ts';
import { useMayEdit } from '../../api/use-me.ts';
import { FORM_SCHEMAS } from '../../generated/form-schemas.gen.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { choicesOf } from '../../record-form/choices.ts';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import type { Draft, Field } from '../../record-form/field.ts';
import { otherFields } from '../../record-form/other-fields.ts';
import { schemaField } from '../../record-form/schema-field.tsx';
import { optionsOf } from '../../schema-form/form-schema.ts';
import { useFormWords } from '../../schema-form/use-form-words.ts';
import { useWords } from '../../texts/words.ts';

type Media = Item<'media'>;

/** Sites, apps, connected-TV media and public screens. */
export function MediaPanel() {
  const { t } = useTranslation();
  const columns: readonly Column<Media>[] = [
    {
      key: 'id',
      title: t('dimension.media'),
      sortBy: (media) => media.id,
      cell: (media) => <NameCell id={media.id} name={media.name} />,
    },
    {
      key: 'kind',
      title: t('field.kind'),
      sortBy: (media) => media.kind,
      cell: (media) => (
        <Badge variant="default" size="sm">
          {t(`mediaKind.${media.kind}`)}
        </Badge>
      ),
    },
    {
      key: 'where',
      title: t('inventory.where'),
      sortBy: (media) => media.domain ?? media.bundle,
      cell: (media) => (
        <span className="mono">{media.domain ?? media.bundle ?? media.screen?.venueTypes.at(-1)}</span>
      ),
    },
    {
      key: 'account',
      title: t('inventory.account'),
      sortBy: (media) => media.account,
      cell: (media) => media.account,
    },
    { key: 'enabled', title: t('field.state'), cell: (media) => <EnabledBadge enabled={media.enabled} /> },
  ];
  return (
    <CollectionPanel
      collection="media"
      noun={t('dimension.media')}
      icon={IconAppWindow}
      emptyText={t('inventory.noMedia')}
      columns={columns}
      fields={useFields()}
      start={{ kind: 'site' }}
    />
  );
}

const VENUE_CHOICES = VENUE_TYPES.map(([value, name]) => ({ value, label: `${value} ${name}` }));
const isScreen = (draft: Draft): boolean => draft['kind'] === 'dooh';

function useFields(): readonly Field[] {
  const { t } = useTranslation();
  const accounts = useQuery(queries.collection('accounts'));
  const advertisers = useQuery({
    ...queries.collection('advertisers'),
    enabled: useMayEdit(),
  });
  const words = useFormWords();
  const word = useWords();
  const kinds = (optionsOf(FORM_SCHEMAS.media.properties?.['kind'] ?? {}) ?? []).map((kind) => ({
    value: String(kind),
    label: word('mediaKind', String(kind)),
  }));
  const given: readonly Field[] = [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name') },
    {
      kind: 'select',
      path: 'account',
      label: t('inventory.account'),
      required: true,
      choices: choicesOf(accounts.data),
    },
    { kind: 'select', path: 'kind', label: t('field.kind'), required: true, choices: kinds },
    {
      kind: 'text',
      path: 'domain',
      label: t('field.domain'),
      hint: t('field.domainHint'),
      when: (draft) => draft['kind'] === 'site' || isScreen(draft),
    },
    {
      kind: 'text',
      path: 'bundle',
      label: t('field.bundle'),
      hint: t('field.bundleHint'),
      when: (draft) => draft['kind'] === 'app' || draft['kind'] === 'ctv',
    },
    {
      kind: 'tags',
      path: 'screen.venueTypes',
      label: t('field.venueTypes'),
      hint: t('field.venueTypesHint'),
      required: true,
      choices: VENUE_CHOICES,
      when: isScreen,
    },
    {
      kind: 'decimal',
      path: 'screen.multiplier',
      label: t('field.multiplier'),
      hint: t('field.multiplierHint'),
      when: isScreen,
    },
    {
      kind: 'text',
      path: 'timeZone',
      label: t('campaign.timeZone'),
      hint: t('campaign.timeZoneHint'),
    },
    schemaField({
      path: 'blocks',
      label: t('campaign.blocks'),
      schema: FORM_SCHEMAS.media.properties?.['blocks'],
      choices: { 'blocks.advertisers': choicesOf(advertisers.data) },
    }),
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
  ];
  return [...given, ...otherFields('media', given, words)];
}
