import { IconActivity } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const live: Page = {
  name: 'live',
  path: '/live',
  icon: IconActivity,
  section: 'watch',
  roles: ['operator', 'media', 'auditor'],
  load: () => import('./live-page.tsx'),
};
