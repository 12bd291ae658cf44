import { isbot } from 'isbot';

/** A browser's name longer than this is cut before it is matched: the pattern runs over what anybody may send. */
const USER_AGENT_CHARS_MAX = 512;
/** Most requests come from few browsers, and matching one costs more than the rest of what is asked about a request. */
const KNOWN_MAX = 4_096;

const known = new Map<string, boolean>();

/** Whether a user agent names itself a robot: general invalid traffic in MRC terms. */
export function isDeclaredRobot(userAgent: string): boolean {
  if (userAgent.length > USER_AGENT_CHARS_MAX) return isbot(userAgent.slice(0, USER_AGENT_CHARS_MAX));
  const told = known.get(userAgent);
  if (told !== undefined) return told;
  if (known.size >= KNOWN_MAX) known.clear();
  const robot = isbot(userAgent);
  known.set(userAgent, robot);
  return robot;
}
