import { isbot } from 'isbot';

/** A browser's name longer than this is cut before it is matched: the pattern runs over what anybody may send. */
const USER_AGENT_CHARS_MAX = 512;

/** Whether a user agent names itself a robot: general invalid traffic in MRC terms. */
export function isDeclaredRobot(userAgent: string): boolean {
  return isbot(userAgent.slice(0, USER_AGENT_CHARS_MAX));
}
