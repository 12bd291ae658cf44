import { IconScale } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const money: Page = {
  name: 'money',
  path: '/money',
  icon: IconScale,
  section: 'run',
  roles: ['operator', 'media', 'auditor'],
  load: () => import('./money-page.tsx'),
};
