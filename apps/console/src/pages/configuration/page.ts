import { IconTransfer } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const configuration: Page = {
  name: 'configuration',
  path: '/configuration',
  icon: IconTransfer,
  section: 'govern',
  roles: ['operator', 'auditor'],
  load: () => import('./configuration-page.tsx'),
};
