import { IconTargetArrow } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const effectiveness: Page = {
  name: 'effectiveness',
  path: '/effectiveness',
  icon: IconTargetArrow,
  section: 'watch',
  roles: ['operator', 'auditor'],
  load: () => import('./effectiveness-page.tsx'),
};
