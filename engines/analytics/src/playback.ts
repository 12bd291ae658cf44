import { PLAYBACK_KINDS, type PlaybackKind } from '@jianchat/events';
import { type RawReportRow, type ReportDimension, type ReportQuery, reportDimensions } from './report.ts';
import { checkQuery, dimensionSql, type ReportStatement, selection, withLimit } from './report-sql.ts';

export interface PlaybackQuery extends ReportQuery {
  /** Both where none is named. */
  readonly format?: 'video' | 'audio';
}

export interface PlaybackRow extends Readonly<Partial<Record<ReportDimension, string>>> {
  readonly counts: Readonly<Record<PlaybackKind, number>>;
}

/** Errors by the player's code (VAST); 0 where it named none. */
export interface PlaybackErrors {
  readonly code: number;
  readonly errors: number;
}

const CODES_MAX = 100;

/** Counted events of timed ads per group. Throws `analytics.bad_query`. */
export function playbackStatement(query: PlaybackQuery): ReportStatement {
  const { groupBy, timezone = 'UTC' } = query;
  const wanted = reportDimensions.filter((dimension) => groupBy.includes(dimension));
  const { where, parameters } = ofTimedAds(query);
  const names = wanted.join(', ');
  const sql = `SELECT ${wanted.map((each) => `${dimensionSql[each].show} AS shown_${each}, `).join('')}${PLAYBACK_KINDS.join(', ')}
FROM (
  SELECT ${wanted.map((each) => `${dimensionSql[each].group} AS ${each}, `).join('')}
    ${PLAYBACK_KINDS.map((kind) => `countIf(kind = '${kind}') AS ${kind}`).join(', ')}
  FROM events WHERE ${where}${wanted.length === 0 ? '' : ` GROUP BY ${names}`}
  HAVING count() > 0
)
${wanted.length === 0 ? '' : `ORDER BY ${names}`}`;
  return withLimit({ sql, parameters: { ...parameters, timezone } }, query);
}

/** Why ads could not be played, the most frequent first. Throws `analytics.bad_query`. */
export function playbackErrorsStatement(query: PlaybackQuery): ReportStatement {
  const { where, parameters } = ofTimedAds(query);
  return {
    sql: `SELECT error_code AS code, count() AS errors FROM events WHERE ${where} AND kind = 'error'
GROUP BY code ORDER BY errors DESC, code LIMIT ${CODES_MAX}`,
    parameters,
  };
}

function ofTimedAds(query: PlaybackQuery) {
  checkQuery(query);
  const { where, parameters } = selection(query);
  const { format } = query;
  const of = format === undefined ? `format IN ('video', 'audio')` : 'format = {format:String}';
  return {
    where: `${where} AND verdict = 'counted' AND ${of}`,
    parameters: { ...parameters, ...(format !== undefined && { format }) },
  };
}

export function toPlaybackRow(raw: RawReportRow): PlaybackRow {
  const dimensions = Object.fromEntries(
    reportDimensions.flatMap((each) => {
      const value = raw[`shown_${each}`];
      return value === undefined ? [] : [[each, String(value)]];
    }),
  );
  const counts = Object.fromEntries(PLAYBACK_KINDS.map((kind) => [kind, Number(raw[kind])]));
  return { ...dimensions, counts: counts as Record<PlaybackKind, number> };
}
