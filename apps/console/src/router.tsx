import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PAGES } from './pages/registry.ts';
import { SignInPage } from './pages/sign-in/sign-in-page.tsx';
import { PageFault, UnknownPage } from './shell/page-fault.tsx';
import { PageSkeleton } from './shell/page-skeleton.tsx';
import { Shell } from './shell/shell.tsx';

/** The routes of the registry inside the shell, and the sign-in page outside of it. */
export function makeRouter() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: UnknownPage });
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
  const rooms = PAGES.map((page) => {
    const Room = lazy(page.load);
    return createRoute({
      getParentRoute: () => shell,
      path: page.path,
      component: () => (
        <Suspense fallback={<PageSkeleton />}>
          <Room />
        </Suspense>
      ),
    });
  });
  const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage });
  return createRouter({
    routeTree: root.addChildren([shell.addChildren(rooms), signIn]),
    defaultErrorComponent: PageFault,
    scrollRestoration: true,
  });
}
