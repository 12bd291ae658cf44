import { IconKey } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const keys: Page = {
  name: 'keys',
  path: '/keys',
  icon: IconKey,
  section: 'govern',
  roles: ['operator'],
  load: () => import('./keys-page.tsx'),
};
