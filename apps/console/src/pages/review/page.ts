import { IconEyeCheck } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const review: Page = {
  name: 'review',
  path: '/review',
  icon: IconEyeCheck,
  section: 'run',
  roles: ['operator', 'auditor'],
  load: () => import('./review-page.tsx'),
};
