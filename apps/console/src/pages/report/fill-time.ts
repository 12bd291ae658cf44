import type { ReportChart } from './report-rows.ts';

const STEP_MS = { hour: 3_600_000, day: 86_400_000 } as const;
/** More bars than that are not told apart; then the gaps stay out. */
const POINTS_MAX = 200;

/**
 * The chart with a point for each hour or day of the range that has begun, also those in which nothing happened: a
 * quiet day is a gap between bars, not two bars side by side. `from` and `to` as ISO times, `to` exclusive.
 */
export function fillTime(
  chart: ReportChart,
  range: { from: string; to: string; nowMs: number },
): ReportChart {
  if (chart.x !== 'hour' && chart.x !== 'day') return chart;
  const step = STEP_MS[chart.x];
  const first = Date.parse(range.from);
  const count = Math.ceil((Math.min(Date.parse(range.to), range.nowMs) - first) / step);
  if (count > POINTS_MAX) return chart;
  const known = new Map(chart.points.map((point) => [timeOf(String(point['x'])), point]));
  const points = Array.from({ length: count }, (_, index) => {
    const at = first + index * step;
    return known.get(at) ?? { x: new Date(at).toISOString() };
  });
  const outside = chart.points.some((point) => !points.includes(point));
  return outside ? chart : { ...chart, points };
}

/** Reports name a day `2026-11-23` and an hour `2026-11-23T14:00:00Z` or `2026-11-23 14:00:00`, all UTC. */
function timeOf(text: string): number {
  return Date.parse(text.includes(' ') ? `${text.replace(' ', 'T')}Z` : text);
}
