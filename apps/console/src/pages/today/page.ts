import { IconLayoutDashboard } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const today: Page = {
  name: 'today',
  path: '/',
  icon: IconLayoutDashboard,
  section: 'watch',
  roles: ['operator', 'media', 'auditor'],
  load: () => import('./today-page.tsx'),
};
