import { PlatformFault } from '../compose/platform-fault.ts';
import { type MasterKey, openMasterKey } from '../keys/master-key.ts';
import { projectPath } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';

/** The master key of this installation; none is made up here, since the running platform would have another. */
export function masterKeyOf(settings: Settings): MasterKey {
  const master = openMasterKey({
    given: settings.JIANCHAT_MASTER_KEY,
    dataFolder: projectPath(settings.JIANCHAT_DATA),
    mayGenerate: false,
  });
  if (master.ok) return master.key;
  throw new PlatformFault(
    'key.missing',
    'there is no master key yet: start the platform once, or set JIANCHAT_MASTER_KEY',
  );
}
