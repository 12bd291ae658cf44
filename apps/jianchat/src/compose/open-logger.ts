import pino, { type Logger } from 'pino';
import type { Settings } from '../settings/settings.ts';

/** JSON lines on stderr: stdout holds what a command was asked for. */
export function openLogger(level: Settings['JIANCHAT_LOG_LEVEL']): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
