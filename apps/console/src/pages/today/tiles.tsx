import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { change, difference, ratio } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import type { Overview } from './hours.ts';
import { Tile, TileSkeleton } from './tile.tsx';

const COLUMNS = { base: 2, md: 3, xl: 6 };

/** The six numbers of the day. */
export function Tiles({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { today, yesterdaySoFar: before, currency } = overview;
  const money = (micros: number) => format.money(micros, currency, { compact: true });
  const percent = (value: number | undefined) => (value === undefined ? '–' : format.percent(value));
  const rate = (value: number | undefined) => (value === undefined ? '–' : format.rate(value));
  const count = (value: number | null) => (value === null ? '–' : format.compact(value));
  const fill = ratio(today.filled, today.requests);
  const fillBefore = ratio(before.filled, before.requests);
  const ctr = ratio(today.clicks, today.impressions);
  const ctrBefore = ratio(before.clicks, before.impressions);
  return (
    <SimpleGrid cols={COLUMNS} spacing="sm" verticalSpacing="sm">
      <Tile
        label={t('measure.charge')}
        value={money(today.chargeMicros)}
        change={change(today.chargeMicros, before.chargeMicros)}
        before={money(before.chargeMicros)}
      />
      <Tile
        label={t('measure.fillRate')}
        value={percent(fill)}
        change={difference(fill, fillBefore)}
        ofShare
        before={percent(fillBefore)}
      />
      <Tile
        label={t('measure.requests')}
        value={count(today.requests)}
        change={change(today.requests ?? undefined, before.requests ?? undefined)}
        before={count(before.requests)}
      />
      <Tile
        label={t('measure.impressions')}
        value={count(today.impressions)}
        change={change(today.impressions, before.impressions)}
        before={count(before.impressions)}
      />
      <Tile
        label={t('measure.clicks')}
        value={count(today.clicks)}
        change={change(today.clicks, before.clicks)}
        before={count(before.clicks)}
      />
      <Tile
        label={t('measure.ctr')}
        value={rate(ctr)}
        change={difference(ctr, ctrBefore)}
        ofShare
        before={rate(ctrBefore)}
      />
    </SimpleGrid>
  );
}

export function TilesSkeleton() {
  return (
    <SimpleGrid cols={COLUMNS} spacing="sm" verticalSpacing="sm">
      {['charge', 'fill', 'requests', 'impressions', 'clicks', 'ctr'].map((name) => (
        <TileSkeleton key={name} />
      ))}
    </SimpleGrid>
  );
}
