import { SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { HourCharts } from './hour-charts.tsx';
import { hoursOfDay } from './hours.ts';
import { ShareBar } from './share-bar.tsx';
import { Tiles, TilesSkeleton } from './tiles.tsx';
import { TopLists } from './top-lists.tsx';

/** The day so far; asks again every 15 seconds and keeps showing the last answer meanwhile. */
export default function TodayPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const overview = useQuery(queries.overview());
  const { data, error, dataUpdatedAt } = overview;
  return (
    <>
      <PageHeader
        title={t('nav.today')}
        description={t('today.description')}
        actions={
          <Text size="xs" c="dimmed" className="number">
            {data ? t('today.updated', { time: format.clock(dataUpdatedAt) }) : '\u00a0'}
          </Text>
        }
      />
      <Stack gap="sm">
        {error && <ProblemNotice error={error} onRetry={() => void overview.refetch()} />}
        {data && (
          <>
            <Tiles overview={data} />
            <HourCharts hours={hoursOfDay(data.byHour, dataUpdatedAt)} currency={data.currency} />
            <ShareBar overview={data} />
            <TopLists overview={data} />
          </>
        )}
        {overview.isPending && <TodaySkeleton />}
      </Stack>
    </>
  );
}

function TodaySkeleton() {
  return (
    <>
      <TilesSkeleton />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm" verticalSpacing="sm">
        <Skeleton h={305} />
        <Skeleton h={305} />
      </SimpleGrid>
      <Skeleton h={180} />
    </>
  );
}
