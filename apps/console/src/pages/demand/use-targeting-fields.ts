import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { choicesOf } from '../../record-form/choices.ts';
import type { Field } from '../../record-form/field.ts';

const DEVICES = ['phone', 'tablet', 'desktop', 'tv', 'other', 'unknown'] as const;

const RULE_EXAMPLES = [
  { name: 'region', rule: { region: ['US-CA', 'US-NY'] } },
  { name: 'systems', rule: { os: ['ios', 'android'], language: ['en'] } },
  { name: 'exclude', rule: { not: { category: ['IAB25', 'IAB26'] } } },
  { name: 'pages', rule: { any: [{ keyValue: ['section=sport'] }, { category: ['IAB17'] }] } },
] as const;

/** Where and to whom ads go, of line items and deals alike. */
export function useTargetingFields(): readonly Field[] {
  const { t } = useTranslation();
  const media = useQuery(queries.collection('media'));
  const placements = useQuery(queries.collection('placements'));
  return [
    {
      kind: 'tags',
      path: 'targeting.media',
      label: t('field.targetMedia'),
      hint: t('field.targetHint'),
      choices: choicesOf(media.data),
    },
    {
      kind: 'tags',
      path: 'targeting.placements',
      label: t('field.targetPlacements'),
      choices: choicesOf(placements.data),
    },
    {
      kind: 'tags',
      path: 'targeting.countries',
      label: t('field.targetCountries'),
      hint: t('field.targetCountriesHint'),
    },
    {
      kind: 'tags',
      path: 'targeting.deviceTypes',
      label: t('field.targetDevices'),
      choices: DEVICES.map((device) => ({ value: device, label: t(`device.${device}`) })),
    },
    {
      kind: 'json',
      path: 'targeting.where',
      label: t('campaign.where'),
      hint: t('campaign.whereHint'),
      templates: RULE_EXAMPLES.map(({ name, rule }) => ({
        label: t(`campaign.whereExamples.${name}`),
        text: JSON.stringify(rule, null, 2),
      })),
    },
  ];
}
