import { Group, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ratio } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import type { Overview } from './hours.ts';

/** How the day's revenue is divided between the media and the platform, against yesterday so far. */
export function ShareBar({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('today.shareTitle')} description={t('today.shareText')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="md">
        <Share label={t('today.today')} totals={overview.today} currency={overview.currency} />
        <Share
          label={t('today.before')}
          totals={overview.yesterdaySoFar}
          currency={overview.currency}
          faded
        />
      </SimpleGrid>
    </Panel>
  );
}

interface ShareProps {
  readonly label: string;
  readonly totals: Overview['today'];
  readonly currency: string;
  readonly faded?: boolean;
}

function Share({ label, totals, currency, faded = false }: ShareProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const media = ratio(totals.mediaMicros, totals.mediaMicros + totals.platformMicros);
  const parts = [
    { name: t('measure.media'), micros: totals.mediaMicros, color: 'var(--mantine-color-jade-7)' },
    { name: t('measure.platform'), micros: totals.platformMicros, color: 'var(--mantine-color-indigo-5)' },
  ];
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <Text size="xs" c="dimmed">
          {media === undefined
            ? t('today.noRevenue')
            : t('today.mediaShare', { share: format.percent(media) })}
        </Text>
      </Group>
      <div
        aria-hidden
        style={{
          display: 'flex',
          gap: 2,
          height: 10,
          borderRadius: 5,
          overflow: 'hidden',
          opacity: faded ? 0.55 : 1,
          background: 'var(--console-sunken)',
        }}
      >
        {parts.map((part) => (
          <div key={part.name} style={{ flexGrow: part.micros, background: part.color }} />
        ))}
      </div>
      <Group gap="lg" mt={6}>
        {parts.map((part) => (
          <Group key={part.name} gap={6} wrap="nowrap">
            <span className="dot" style={{ background: part.color, opacity: faded ? 0.55 : 1 }} />
            <Text size="sm">
              {part.name}{' '}
              <span className="number" style={{ fontWeight: 600 }}>
                {format.money(part.micros, currency)}
              </span>
            </Text>
          </Group>
        ))}
      </Group>
    </div>
  );
}
