import { IconSpeakerphone } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const demand: Page = {
  name: 'demand',
  path: '/demand',
  icon: IconSpeakerphone,
  section: 'run',
  roles: ['operator', 'advertiser', 'auditor'],
  load: () => import('./demand-page.tsx'),
};
