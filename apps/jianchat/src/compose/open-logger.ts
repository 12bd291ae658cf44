import { errorDetail } from '@jianchat/control/log-line';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { Settings } from '../settings/settings.ts';

/** JSON lines on stderr: stdout holds what a command was asked for. Of an error no message is written, which may quote what came in. */
export function openLogger(
  level: Settings['JIANCHAT_LOG_LEVEL'],
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino({ level, base: null, serializers: { err: errorDetail } }, destination);
}
