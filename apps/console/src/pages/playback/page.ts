import { IconPlayerPlay } from '@tabler/icons-react';
import type { Page } from '../page.ts';

export const playback: Page = {
  name: 'playback',
  path: '/playback',
  icon: IconPlayerPlay,
  section: 'watch',
  roles: ['operator', 'media', 'auditor'],
  load: () => import('./playback-page.tsx'),
};
