import { useTranslation } from 'react-i18next';
import type { Field } from '../../record-form/field.ts';

const text = (value: unknown): string => JSON.stringify(value, null, 2);

const GOALS = {
  impressions: { metric: 'impressions', amount: 1_000_000 },
  clicks: { metric: 'clicks', amount: 5_000 },
  share: { metric: 'shareOfVoice', percent: 25 },
} as const;
const COSTS = {
  cpc: { model: 'cpc', clickMicros: 400_000 },
  flat: { model: 'flat', totalMicros: 2_000_000_000, expectedImpressions: 1_000_000 },
} as const;
const PACINGS = {
  even: { mode: 'even' },
  frontLoaded: { mode: 'frontLoaded' },
  curve: { mode: 'curve', curve: Array.from({ length: 24 }, (_, hour) => (hour < 7 ? 1 : 3)) },
} as const;
const WORKING_HOURS = [{ days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 }];
const CAPS = {
  day: [{ timesMax: 3, minutes: 1440 }],
  life: [{ timesMax: 10 }],
  advertiser: [{ of: 'advertiser', timesMax: 1, minutes: 60 }],
} as const;
const ROTATIONS = {
  weighted: { mode: 'weighted', weights: { 'creative-a': 3, 'creative-b': 1 } },
  sequential: { mode: 'sequential' },
  optimised: { mode: 'optimised' },
} as const;

const keysOf = <T extends object>(examples: T) => Object.keys(examples) as (keyof T & string)[];

/** Under which terms a line item runs: what it must reach, what is paid, when, how often, and in which company. */
export function useTermsFields(): readonly Field[] {
  const { t } = useTranslation();
  return [
    {
      kind: 'json',
      path: 'goal',
      label: t('campaign.goal'),
      hint: t('campaign.goalHint'),
      templates: keysOf(GOALS).map((name) => ({
        label: t(`campaign.goalExamples.${name}`),
        text: text(GOALS[name]),
      })),
    },
    {
      kind: 'json',
      path: 'cost',
      label: t('campaign.cost'),
      hint: t('campaign.costHint'),
      templates: keysOf(COSTS).map((name) => ({
        label: t(`campaign.costExamples.${name}`),
        text: text(COSTS[name]),
      })),
    },
    {
      kind: 'json',
      path: 'pacing',
      label: t('campaign.pacing'),
      hint: t('campaign.pacingHint'),
      templates: keysOf(PACINGS).map((name) => ({
        label: t(`campaign.pacingExamples.${name}`),
        text: text(PACINGS[name]),
      })),
    },
    {
      kind: 'json',
      path: 'dayParts',
      label: t('campaign.dayParts'),
      hint: t('campaign.dayPartsHint'),
      templates: [{ label: t('campaign.dayPartsExample'), text: text(WORKING_HOURS) }],
    },
    {
      kind: 'select',
      path: 'clock',
      label: t('campaign.clock'),
      choices: (['advertiser', 'media'] as const).map((clock) => ({
        value: clock,
        label: t(`campaign.clocks.${clock}`),
      })),
    },
    {
      kind: 'json',
      path: 'caps',
      label: t('campaign.caps'),
      hint: t('campaign.capsHint'),
      templates: keysOf(CAPS).map((name) => ({
        label: t(`campaign.capsExamples.${name}`),
        text: text(CAPS[name]),
      })),
    },
    ...useCompanyFields(),
  ];
}

function useCompanyFields(): readonly Field[] {
  const { t } = useTranslation();
  return [
    { kind: 'tags', path: 'labels', label: t('campaign.labels'), hint: t('campaign.labelsHint') },
    {
      kind: 'select',
      path: 'roadblock',
      label: t('campaign.roadblock'),
      choices: (['all', 'companion'] as const).map((mode) => ({
        value: mode,
        label: t(`campaign.roadblocks.${mode}`),
      })),
    },
    {
      kind: 'json',
      path: 'rotation',
      label: t('campaign.rotation'),
      templates: keysOf(ROTATIONS).map((name) => ({
        label: t(`campaign.rotationExamples.${name}`),
        text: text(ROTATIONS[name]),
      })),
    },
  ];
}
