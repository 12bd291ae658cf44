import type { MasterKey } from './master-key.ts';

/** By which whoever runs the host is known to the exchange, which reads no store of keys: who can read the master key can print it. */
export function hostKey(master: MasterKey): string {
  return master.derive('host/1').toString('base64url');
}
