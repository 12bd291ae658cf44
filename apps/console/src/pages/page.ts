import type { Role } from '@jianchat/api-contract';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { en } from '../texts/en.ts';

/** One room of the console. A new one is one folder under `pages/` and one line in `registry.ts`. */
export interface Page {
  /** Key of its name in the texts (`nav.NAME`). */
  readonly name: keyof typeof en.nav;
  readonly path: string;
  readonly icon: Icon;
  /** Heading of the navigation it stands under. */
  readonly section: keyof typeof en.sections;
  /** Who finds it in the navigation; the server decides what each may read. */
  readonly roles: readonly Role[];
  /** Loads the room's code; called on first visit, or when a pointer rests on its link. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}
