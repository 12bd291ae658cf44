import { IconShieldCheck } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const policy: Page = {
  name: 'policy',
  path: '/policy-room',
  icon: IconShieldCheck,
  section: 'govern',
  roles: ['operator', 'media', 'advertiser', 'auditor'],
  load: () => import('./policy-room-page.tsx'),
};
