import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './console.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from './query-client.ts';
import { makeRouter } from './router.tsx';
import { startLanguage } from './texts/language.ts';
import { theme } from './theme.ts';

/** The key is also read by `public/color-scheme.js` before the first paint. */
const schemeManager = localStorageColorSchemeManager({ key: 'jianchat.scheme' });

function errorOf(search: Readonly<Record<string, unknown>>): Record<string, string> {
  return typeof search['error'] === 'string' ? { error: search['error'] } : {};
}

async function start(root: HTMLElement): Promise<void> {
  await startLanguage();
  const router = makeRouter();
  const queryClient = makeQueryClient({
    onSignedOut: () => {
      const { pathname, search } = router.state.location;
      // A link that no longer works leads to `/?error=CODE`; the sign-in page says why.
      if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: errorOf(search) });
    },
  });
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={schemeManager}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" limit={3} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('console');
if (root) void start(root);
