import { Group, Stack, Text } from '@mantine/core';
import { IconActivity, IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useEffect, useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../parts/table-skeleton.tsx';
import { AuctionDrawer } from './auction-drawer.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { LiveControls } from './live-controls.tsx';
import { emptyLive, type LiveState, reduceLive } from './live-state.ts';
import { LiveTable } from './live-table.tsx';
import { type LiveFilter, matches } from './summary.ts';
import { useLiveStream } from './use-live-stream.ts';

/** Requests as they are answered; `?auction=ID` has one of them open. */
export default function LivePage() {
  const { t, i18n } = useTranslation();
  const [state, dispatch] = useReducer(reduceLive, emptyLive);
  const [filter, setFilter] = useState<LiveFilter>({ text: '', outcome: 'all' });
  const shownFilter = useDeferredValue(filter);
  const recent = useQuery(queries.recentAuctions());
  const connection = useLiveStream(dispatch);
  const [selected, select] = useSelected();
  useEffect(() => {
    if (recent.data) dispatch({ kind: 'recent', auctions: recent.data.auctions });
  }, [recent.data]);
  const rows = state.rows.filter((auction) => matches(auction, { ...shownFilter, language: i18n.language }));
  return (
    <>
      <PageHeader
        title={t('nav.live')}
        description={t('live.description')}
        actions={<ConnectionBadge connection={connection} />}
      />
      <Stack gap="sm">
        {recent.error && <ProblemNotice error={recent.error} onRetry={() => void recent.refetch()} />}
        <section className="panel" aria-label={t('live.table')}>
          <LiveControls state={state} dispatch={dispatch} filter={filter} onFilter={setFilter} />
          {rows.length > 0 ? (
            <LiveTable rows={rows} selected={selected} onOpen={select} />
          ) : (
            <NoRows loading={recent.isPending} filtered={state.rows.length > 0} />
          )}
          <Counts state={state} shown={rows.length} />
        </section>
      </Stack>
      <AuctionDrawer
        id={selected}
        known={state.rows.find((auction) => auction.id === selected)}
        onClose={() => select(undefined)}
      />
    </>
  );
}

/** The open request lives in the URL, so that it can be sent to a colleague and closed by going back. */
function useSelected(): readonly [string | undefined, (id: string | undefined) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const id = typeof search['auction'] === 'string' ? search['auction'] : undefined;
  const select = useCallback(
    (next: string | undefined) =>
      void navigate({ to: '/live', search: next === undefined ? {} : { auction: next }, resetScroll: false }),
    [navigate],
  );
  return [id, select];
}

function NoRows({ loading, filtered }: { readonly loading: boolean; readonly filtered: boolean }) {
  const { t } = useTranslation();
  if (loading) return <TableSkeleton rows={10} />;
  if (filtered) return <NothingHere icon={IconFilterOff} title={t('live.noMatch')} />;
  return <NothingHere icon={IconActivity} title={t('live.empty')} description={t('live.emptyText')} />;
}

function Counts({ state, shown }: { readonly state: LiveState; readonly shown: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Group px="sm" py={8} gap="md" style={{ borderTop: '1px solid var(--console-line)' }}>
      <Text size="xs" c="dimmed" className="number">
        {t('live.shown', { shown: format.count(shown), arrived: format.count(state.arrived) })}
      </Text>
      {state.skipped > 0 && (
        <Text size="xs" c="var(--console-warning)" className="number">
          {t('live.skipped', { count: state.skipped })}
        </Text>
      )}
    </Group>
  );
}
