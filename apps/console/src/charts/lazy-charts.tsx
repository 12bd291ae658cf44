import type { AreaChartProps, BarChartProps } from '@mantine/charts';
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

const LoadedArea = lazy(async () => ({ default: (await import('./mantine-charts.ts')).AreaChart }));
const LoadedBar = lazy(async () => ({ default: (await import('./mantine-charts.ts')).BarChart }));

/** What both kinds share; a chart always has a height, so that its place is kept while its code loads. */
interface Common {
  /** Says in one sentence what the picture shows; the numbers stand in a table or in tiles beside it. */
  readonly label: string;
  readonly h: number;
}

/** Room for the highest tick's label. */
const MARGIN = { top: 12, right: 8, bottom: 0, left: 0 };
const quiet = { isAnimationActive: false };

/** The chart library is the largest part of the console and comes only where a chart stands. */
export function AreaChart({ label, ...props }: Omit<AreaChartProps, 'h'> & Common) {
  return (
    <div role="img" aria-label={label} style={{ minHeight: props.h }}>
      <Suspense fallback={<Skeleton h={props.h} />}>
        <LoadedArea
          withDots={false}
          strokeWidth={2}
          curveType="monotone"
          gridAxis="x"
          tickLine="none"
          areaProps={quiet}
          tooltipAnimationDuration={0}
          areaChartProps={{ accessibilityLayer: false, margin: MARGIN }}
          {...props}
        />
      </Suspense>
    </div>
  );
}

export function BarChart({ label, ...props }: Omit<BarChartProps, 'h'> & Common) {
  return (
    <div role="img" aria-label={label} style={{ minHeight: props.h }}>
      <Suspense fallback={<Skeleton h={props.h} />}>
        <LoadedBar
          gridAxis="x"
          tickLine="none"
          barProps={quiet}
          tooltipAnimationDuration={0}
          {...props}
          barChartProps={{ accessibilityLayer: false, margin: MARGIN, ...props.barChartProps }}
        />
      </Suspense>
    </div>
  );
}
