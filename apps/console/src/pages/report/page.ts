import { IconChartBar } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const report: Page = {
  name: 'report',
  path: '/report',
  icon: IconChartBar,
  section: 'watch',
  roles: ['operator', 'media', 'auditor'],
  load: () => import('./report-page.tsx'),
};
