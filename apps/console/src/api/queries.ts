import { queryOptions } from '@tanstack/react-query';
import { call, listItems } from './client.ts';
import type { Answer, CollectionName, Query } from './routes.ts';

type Review = Answer<'creativeReviews'>['items'][number];

/** Which creatives of the review; '' stands for all. */
interface ReviewQuery {
  readonly state: Review['state'];
  readonly source: Review['source'] | '';
  readonly format: Review['format'] | '';
}

/** Every read of the console, by name; a page never spells a key or an interval itself. */
export const queries = {
  me: () =>
    queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => call('me', { signal }), staleTime: 300_000 }),
  status: () =>
    queryOptions({
      queryKey: ['status'],
      queryFn: ({ signal }) => call('platformStatus', { signal }),
      refetchInterval: 10_000,
      retry: false,
    }),
  policyNotices: () =>
    queryOptions({
      queryKey: ['policy', 'notices'],
      queryFn: ({ signal }) => call('policyNotices', { signal }),
      staleTime: 60_000,
      retry: false,
    }),
  partners: () =>
    queryOptions({
      queryKey: ['partners'],
      queryFn: ({ signal }) => call('partnerStates', { signal }),
      refetchInterval: 30_000,
    }),
  overview: () =>
    queryOptions({
      queryKey: ['overview'],
      queryFn: ({ signal }) => call('overview', { signal }),
      refetchInterval: 15_000,
    }),
  recentAuctions: () =>
    queryOptions({
      queryKey: ['auctions', 'recent'],
      queryFn: ({ signal }) => call('recentAuctions', { query: { limit: 100 }, signal }),
      staleTime: 0,
    }),
  auction: (id: string) =>
    queryOptions({
      queryKey: ['auctions', id],
      queryFn: ({ signal }) => call('auction', { params: { id }, signal }),
      retry: false,
    }),
  report: (query: Query<'revenueReport'>) =>
    queryOptions({
      queryKey: ['report', query],
      queryFn: ({ signal }) => call('revenueReport', { query, signal }),
    }),
  playback: (query: Query<'playbackReport'>) =>
    queryOptions({
      queryKey: ['playback', query],
      queryFn: ({ signal }) => call('playbackReport', { query, signal }),
    }),
  campaigns: (query: Query<'campaignReport'>) =>
    queryOptions({
      queryKey: ['report', 'campaigns', query],
      queryFn: ({ signal }) => call('campaignReport', { query, signal }),
    }),
  effectiveness: () =>
    queryOptions({
      queryKey: ['effectiveness'],
      queryFn: ({ signal }) => call('effectivenessReport', { signal }),
      refetchInterval: 30_000,
    }),
  /** Looked at anew while one runs. */
  replay: () =>
    queryOptions({
      queryKey: ['replay'],
      queryFn: ({ signal }) => call('replayRun', { signal }),
      refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false),
      staleTime: 0,
    }),
  deliveries: (query: Query<'deliveries'>) =>
    queryOptions({
      queryKey: ['delivery', query],
      queryFn: ({ signal }) => call('deliveries', { query, signal }),
      refetchInterval: 30_000,
    }),
  delivery: (id: string) =>
    queryOptions({
      queryKey: ['delivery', 'one', id],
      queryFn: ({ signal }) => call('delivery', { params: { id }, signal }),
      refetchInterval: 30_000,
    }),
  balances: () =>
    queryOptions({
      queryKey: ['balances'],
      queryFn: ({ signal }) => call('balances', { signal }),
      refetchInterval: 30_000,
    }),
  hostSettings: () =>
    queryOptions({ queryKey: ['host'], queryFn: ({ signal }) => call('hostSettings', { signal }) }),
  keys: () => queryOptions({ queryKey: ['keys'], queryFn: ({ signal }) => call('listKeys', { signal }) }),
  conversionKeys: (advertiser: string) =>
    queryOptions({
      queryKey: ['conversion-keys', advertiser],
      queryFn: ({ signal }) => call('listConversionKeys', { query: { advertiser }, signal }),
    }),
  creativeReviews: ({ state, source, format }: ReviewQuery) =>
    queryOptions({
      queryKey: ['creative-reviews', 'list', state, source, format],
      queryFn: ({ signal }) =>
        call('creativeReviews', {
          query: { state, limit: 200, ...(source && { source }), ...(format && { format }) },
          signal,
        }),
      refetchInterval: 20_000,
    }),
  creativeReview: (hash: string) =>
    queryOptions({
      queryKey: ['creative-reviews', 'one', hash],
      queryFn: ({ signal }) => call('creativeReview', { params: { hash }, signal }),
    }),
  collection: <N extends CollectionName>(name: N) =>
    queryOptions({
      queryKey: ['collection', name],
      queryFn: ({ signal }) => listItems(name, signal),
    }),
};
