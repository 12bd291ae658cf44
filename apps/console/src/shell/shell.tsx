import type { Role } from '@jianchat/api-contract';
import { AppShell, Box } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isSignedOut } from '../api/problem-error.ts';
import { queries } from '../api/queries.ts';
import { PAGES } from '../pages/registry.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Navigation } from './navigation.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { PolicyNotices } from './policy-notices.tsx';
import { TopBar } from './top-bar.tsx';

/** Navigation, top bar and the current room. Nothing of a room is shown before it is known who is asking. */
export function Shell() {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const me = useQuery(queries.me());
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu of a phone closes whenever the path changes
  useEffect(close, [path]);
  return (
    <AppShell
      layout="alt"
      header={{ height: 52 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className="skip-link" href="#room">
        {t('common.skip')}
      </a>
      <AppShell.Header bg="var(--console-surface)">
        <TopBar me={me.data} opened={opened} onToggle={toggle} />
      </AppShell.Header>
      <AppShell.Navbar bg="var(--console-surface)" aria-label={t('shell.navigation')}>
        <Navigation role={me.data?.role} onClose={close} />
      </AppShell.Navbar>
      <AppShell.Main id="room" tabIndex={-1}>
        <Box maw={1440} mx="auto">
          {me.data && <PolicyNotices />}
          {me.data ? (
            <Room role={me.data.role} path={path} />
          ) : (
            <WithoutCaller error={me.error} onRetry={() => void me.refetch()} />
          )}
        </Box>
      </AppShell.Main>
    </AppShell>
  );
}

/** The room of the address. Whoever may not enter the first one begins in the first that is theirs. */
function Room({ role, path }: { readonly role: Role; readonly path: string }) {
  const mine = PAGES.filter((page) => page.roles.includes(role));
  const [first] = mine;
  if (path === '/' && first && !mine.some((page) => page.path === path))
    return <Navigate to={first.path} replace />;
  return <Outlet />;
}

function WithoutCaller({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  // A signed-out caller is already on the way to the sign-in page.
  if (error === null || isSignedOut(error)) return <PageSkeleton />;
  return <ProblemNotice error={error} onRetry={onRetry} />;
}
