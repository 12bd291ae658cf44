import { IconStack2 } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const inventory: Page = {
  name: 'inventory',
  path: '/inventory',
  icon: IconStack2,
  section: 'run',
  roles: ['operator', 'media', 'auditor'],
  load: () => import('./inventory-page.tsx'),
};
