import { Button, Group, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconFilterX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMe } from '../../api/use-me.ts';
import { choicesOf } from '../../record-form/choices.ts';
import { DIMENSIONS, type FilterName, RANGES, type ReportState } from './report-state.ts';

interface ReportControlsProps {
  readonly state: ReportState;
  readonly onChange: (change: Partial<ReportState>) => void;
}

/** Range, grouping and filters. */
export function ReportControls({ state, onChange }: ReportControlsProps) {
  const { t } = useTranslation();
  return (
    <div
      className="panel"
      style={{ padding: 12, display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      <Group gap="sm" align="flex-end">
        <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
          <SegmentedControl
            aria-label={t('report.range')}
            value={state.range}
            onChange={(range) => onChange({ range })}
            data={RANGES.map((range) => ({ value: range, label: t(`report.ranges.${range}`) }))}
          />
        </div>
        {state.range === 'custom' && (
          <>
            <TextInput
              type="date"
              label={t('report.from')}
              value={state.from}
              max={state.to}
              onChange={(event) => onChange({ from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('report.to')}
              value={state.to}
              min={state.from}
              onChange={(event) => onChange({ to: event.currentTarget.value })}
            />
          </>
        )}
      </Group>
      <Group gap="sm" align="flex-end">
        <GroupBy state={state} onChange={onChange} />
        <Filters state={state} onChange={onChange} />
      </Group>
    </div>
  );
}

function GroupBy({ state, onChange }: ReportControlsProps) {
  const { t } = useTranslation();
  return (
    <MultiSelect
      label={t('report.groupBy')}
      data={DIMENSIONS.map((name) => ({ value: name, label: t(`dimension.${name}`) }))}
      value={[...state.groupBy]}
      onChange={(names) => {
        if (names.length > 0) onChange({ groupBy: [...names], sort: '' });
      }}
      maxValues={4}
      style={{ flex: '1 1 220px', maxWidth: 420, minWidth: 0 }}
    />
  );
}

function Filters({ state, onChange }: ReportControlsProps) {
  const { t } = useTranslation();
  const role = useMe()?.role;
  const mayReadDemand = role !== 'media';
  const accounts = useQuery({ ...queries.collection('accounts'), enabled: mayReadDemand });
  const media = useQuery(queries.collection('media'));
  const placements = useQuery(queries.collection('placements'));
  const bidders = useQuery({ ...queries.collection('bidders'), enabled: mayReadDemand });
  const lines = useQuery({ ...queries.collection('line-items'), enabled: mayReadDemand });
  const set = (name: FilterName) => (value: string | null) => {
    const { [name]: _, ...others } = state.filters;
    onChange({ filters: value === null ? others : { ...others, [name]: value } });
  };
  const select = (
    name: FilterName,
    label: string,
    rest: { placeholder: string; data: ReturnType<typeof choicesOf> },
  ) => (
    <Select
      key={name}
      label={label}
      placeholder={rest.placeholder}
      data={[...rest.data]}
      value={state.filters[name] ?? null}
      onChange={set(name)}
      clearable
      searchable
      style={{ flex: '1 1 140px', maxWidth: 220, minWidth: 0 }}
    />
  );
  return (
    <>
      {mayReadDemand &&
        select('account', t('report.account'), {
          placeholder: t('report.anyAccount'),
          data: choicesOf(accounts.data),
        })}
      {select('media', t('dimension.media'), {
        placeholder: t('report.anyMedia'),
        data: choicesOf(media.data),
      })}
      {select('placement', t('dimension.placement'), {
        placeholder: t('report.anyPlacement'),
        data: choicesOf(placements.data),
      })}
      {mayReadDemand &&
        select('demand', t('dimension.demand'), {
          placeholder: t('report.anyDemand'),
          data: choicesOf([...(bidders.data ?? []), ...(lines.data ?? [])]),
        })}
      {Object.keys(state.filters).length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconFilterX size={15} />}
          onClick={() => onChange({ filters: {} })}
        >
          {t('report.clear')}
        </Button>
      )}
    </>
  );
}
