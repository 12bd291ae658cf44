export type {
  Analytics,
  AnalyticsOptions,
  InsertOptions,
  LiveTotals,
} from './analytics.ts';
export { openAnalytics } from './analytics.ts';
export type { AnalyticsErrorCode } from './analytics-error.ts';
export { AnalyticsError } from './analytics-error.ts';
export { type AuctionRow, auctionColumns } from './auctions-table.ts';
export type { Column, ColumnType, Table } from './column.ts';
export { type EventRow, eventColumns } from './events-table.ts';
export type { PlaybackErrors, PlaybackQuery, PlaybackRow } from './playback.ts';
export type { ReportDimension, ReportFilter, ReportPeriod, ReportQuery, ReportRow } from './report.ts';
export { reportDimensions } from './report.ts';
export { tables } from './schema.ts';
