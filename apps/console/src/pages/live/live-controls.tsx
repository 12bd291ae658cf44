import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconSearch } from '@tabler/icons-react';
import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveAction, LiveState } from './live-state.ts';
import type { LiveFilter } from './summary.ts';

interface LiveControlsProps {
  readonly state: LiveState;
  readonly dispatch: Dispatch<LiveAction>;
  readonly filter: LiveFilter;
  readonly onFilter: (filter: LiveFilter) => void;
}

/** Pause and resume, and the filter by words and outcome. */
export function LiveControls({ state, dispatch, filter, onFilter }: LiveControlsProps) {
  const { t } = useTranslation();
  const Icon = state.paused ? IconPlayerPlay : IconPlayerPause;
  const label = state.paused
    ? state.held.length > 0
      ? t('live.resumeWith', { count: state.held.length })
      : t('live.resume')
    : t('live.pause');
  return (
    <Group gap="xs" p="sm">
      <TextInput
        aria-label={t('live.filter')}
        placeholder={t('live.filterPlaceholder')}
        leftSection={<IconSearch size={15} />}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        style={{ flex: '1 1 200px', maxWidth: 360 }}
      />
      <SegmentedControl
        aria-label={t('live.outcomeFilter')}
        value={filter.outcome}
        onChange={(outcome) => onFilter({ ...filter, outcome })}
        data={[
          { value: 'all', label: t('live.all') },
          { value: 'filled', label: t('outcome.filled') },
          { value: 'unfilled', label: t('outcome.unfilled') },
        ]}
      />
      <Button
        variant={state.paused ? 'filled' : 'default'}
        leftSection={<Icon size={15} />}
        onClick={() => dispatch({ kind: state.paused ? 'resume' : 'pause' })}
        miw={118}
      >
        {label}
      </Button>
    </Group>
  );
}
