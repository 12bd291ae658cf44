import type { Logger } from 'pino';
import { openLogger } from '../compose/open-logger.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';

/** The settings a command runs under; all faults are told together. */
export function commandSettings(overrides: Partial<Record<keyof Settings, string>> = {}): Settings {
  const reading = readSettings(overrides);
  for (const name of reading.unknown)
    process.stderr.write(`jianchat: there is no setting ${name}; it has no effect\n`);
  if (reading.ok) return reading.settings;
  const lines = reading.faults.map((fault) => `  ${fault.name}: ${fault.message}`);
  throw new PlatformFault('settings.invalid', `the settings have faults\n${lines.join('\n')}`);
}

export const commandLogger = (settings: Settings): Logger => openLogger(settings.JIANCHAT_LOG_LEVEL);
