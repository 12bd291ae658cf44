import type { MasterKey } from './master-key.ts';

/** The session library takes its secret as text. */
export function sessionSecret(master: MasterKey): string {
  return master.derive('session/1').toString('base64url');
}
