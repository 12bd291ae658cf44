export type { ChildState } from '@jianchat/supervision';
export type { AnalyticsEndpoint, EmbeddedAnalytics, EmbeddedAnalyticsOptions } from './embedded-analytics.ts';
export { embeddedAnalytics } from './embedded-analytics.ts';
