import { Alert, Button, Group, Progress, Select, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import type { Answer } from '../../../api/routes.ts';
import { useMayEdit } from '../../../api/use-me.ts';
import { useFormat } from '../../../format/use-format.ts';
import { NothingHere } from '../../../parts/nothing-here.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { ProblemNotice } from '../../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../../parts/table-skeleton.tsx';
import type { Goal } from '../calibration-chart.tsx';
import { ReplayResult } from './replay-result.tsx';

type Run = Answer<'replayRun'>;

/** Recorded auctions, decided again: started here, followed while it runs, and what it found of a goal. */
export function ReplayPanel({ goal }: { readonly goal: Goal }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const run = useQuery(queries.replay());
  return (
    <Panel
      title={t('replay.title')}
      description={t('replay.lead')}
      actions={mayEdit && run.data && <StartReplay run={run.data} />}
    >
      {run.error && <ProblemNotice error={run.error} onRetry={() => void run.refetch()} />}
      {run.isPending && <TableSkeleton rows={3} />}
      {run.data && <State run={run.data} goal={goal} />}
    </Panel>
  );
}

function State({ run, goal }: { readonly run: Run; readonly goal: Goal }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  if (run.state === 'running') return <Running run={run} />;
  if (run.state === 'failed')
    return (
      <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle />} title={t('replay.failed')}>
        {t('replay.failedText')}
      </Alert>
    );
  if (run.result === null)
    return (
      <NothingHere
        icon={IconPlayerTrackNext}
        title={t('replay.none')}
        description={t(mayEdit ? 'replay.noneText' : 'replay.noneToRead')}
      />
    );
  return <ReplayResult result={run.result} endedAt={run.endedAt ?? ''} goal={goal} />;
}

function Running({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = format.wholePercent(run.progress);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} role="status">
        {t('replay.running', { auctions: format.count(run.auctions), share })}
      </Text>
      <Progress value={run.progress * 100} aria-label={t('replay.progress')} animated />
      <Text size="xs" c="dimmed">
        {t('replay.beside')}
      </Text>
    </Stack>
  );
}

const COUNTS = [1_000, 10_000, 50_000];
const COUNT_DEFAULT = 10_000;

function StartReplay({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [auctions, setAuctions] = useState(COUNT_DEFAULT);
  const starting = useMutation({
    mutationFn: () => call('startReplay', { body: { auctions } }),
    onSuccess: (started) => queryClient.setQueryData(queries.replay().queryKey, started),
  });
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        <Select
          size="xs"
          w={120}
          label={t('replay.count')}
          data={COUNTS.map((count) => ({ value: String(count), label: format.count(count) }))}
          value={String(auctions)}
          onChange={(value) => value && setAuctions(Number(value))}
          allowDeselect={false}
        />
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={14} />}
          loading={starting.isPending}
          disabled={run.state === 'running'}
          onClick={() => starting.mutate()}
        >
          {t(run.state === 'done' ? 'replay.again' : 'replay.start')}
        </Button>
      </Group>
      {starting.error && <ProblemNotice error={starting.error} />}
    </Stack>
  );
}
