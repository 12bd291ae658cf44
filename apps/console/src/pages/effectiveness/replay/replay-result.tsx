import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../api/routes.ts';
import { useFormat } from '../../../format/use-format.ts';
import { type Column, DataTable } from '../../../parts/data-table.tsx';
import { CalibrationBars, type Goal } from '../calibration-chart.tsx';

type Result = NonNullable<Answer<'replayRun'>['result']>;
type OfGoal = Result['goals'][number];

interface ReplayResultProps {
  readonly result: Result;
  readonly endedAt: string;
  readonly goal: Goal;
}

/** What a replay found: choices beside one another, and how the estimates of then held. */
export function ReplayResult({ result, endedAt, goal }: ReplayResultProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const found = result.goals.find((each) => each.goal === goal);
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed" className="number">
        {t('replay.found', {
          decisions: format.count(result.decisions),
          auctions: format.count(result.auctions),
          moment: format.moment(endedAt),
        })}
      </Text>
      {result.decisions === 0 || found === undefined ? (
        <Text size="sm">{t(result.decisions === 0 ? 'replay.noDecisions' : 'replay.noGoal')}</Text>
      ) : (
        <Found found={found} decisions={result.decisions} />
      )}
      <Text size="xs" c="dimmed" maw={760}>
        {t('replay.how')}
      </Text>
    </Stack>
  );
}

function Found({ found, decisions }: { readonly found: OfGoal; readonly decisions: number }) {
  const { t } = useTranslation();
  const { estimates } = found;
  return (
    <>
      <Choices found={found} decisions={decisions} />
      {estimates.examples > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('replay.chart')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('replay.chartText', {
              loss: estimates.logLoss.toFixed(4),
              base: estimates.baseLogLoss.toFixed(4),
              entropy: estimates.normalisedEntropy.toFixed(3),
            })}
          </Text>
          <CalibrationBars label={t('replay.chart')} bins={estimates.bins} />
        </div>
      )}
    </>
  );
}

/** A way to choose; what was decided has no estimate's error. */
interface Choice {
  readonly name: 'asDecided' | OfGoal['policies'][number]['policy'];
  readonly rate: number;
  readonly error?: number;
  readonly perAd?: number;
  readonly matched: number;
  readonly stands: number;
}

function Choices({ found, decisions }: { readonly found: OfGoal; readonly decisions: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const choices: readonly Choice[] = [
    { name: 'asDecided', rate: found.asDecided, matched: decisions, stands: decisions },
    ...found.policies.map(({ policy, ips, error, snips, matched, effective }) => ({
      name: policy,
      rate: ips,
      error,
      perAd: snips,
      matched,
      stands: Math.round(effective),
    })),
  ];
  const columns: readonly Column<Choice>[] = [
    { key: 'name', title: t('replay.choice'), cell: ({ name }) => t(`replay.choices.${name}`) },
    {
      key: 'rate',
      title: t(`replay.rates.${found.goal}`),
      number: true,
      cell: ({ rate, error }) =>
        error === undefined ? format.rate(rate) : `${format.rate(rate)} ± ${format.rate(error)}`,
    },
    {
      key: 'perAd',
      title: t('replay.perAd'),
      number: true,
      cell: ({ perAd }) => (perAd === undefined ? '–' : format.rate(perAd)),
    },
    {
      key: 'matched',
      title: t('replay.matched'),
      number: true,
      cell: ({ matched }) => format.count(matched),
    },
    { key: 'stands', title: t('replay.stands'), number: true, cell: ({ stands }) => format.count(stands) },
  ];
  return (
    <DataTable
      label={t('replay.title')}
      columns={columns}
      rows={choices}
      rowKey={({ name }) => name}
      minWidth={560}
      spacing="xs"
    />
  );
}
