import { type Admitted, type CompiledPolicy, type Gates, truncateIp } from '@jianchat/policy';
import { isPublicIp } from '../public-ip.ts';

/**
 * Whether a request may be a robot's or part of a flood. It is answered like any other, but nothing is learnt from it: neither what goals cost,
 * nor how much traffic there is, nor which ads work.
 */
export type Doubts = (admitted: Admitted, about: AskedAbout) => boolean;

interface AskedAbout {
  /** Where the request comes from, as it came; read only where the policy lets its network be used for security. */
  readonly address: unknown;
  /** It says itself that it is a test. */
  readonly test: boolean;
  readonly nowMs: number;
}

export interface DoubtMeans {
  readonly gates: Pick<Gates, 'use' | 'mayUse'>;
  /** Whether a user agent names itself a robot. */
  readonly isRobot: (userAgent: string) => boolean;
  readonly isFlood: FloodWatch;
}

export function doubtsOf(policy: CompiledPolicy, { gates, isRobot, isFlood }: DoubtMeans): Doubts {
  const prefix = policy.fields.find(({ name }) => name === 'ipPrefix')?.id ?? -1;
  const security = policy.purposes.find(({ name }) => name === 'security')?.id ?? -1;
  const mayTell = (admitted: Admitted): boolean =>
    prefix >= 0 && security >= 0 && gates.mayUse(admitted, prefix, security);
  return (admitted, { address, test, nowMs }) => {
    const known = typeof address === 'string' && isPublicIp(address) && mayTell(admitted);
    const flood = isFlood(known ? truncateIp(address) : undefined, nowMs);
    if (test || flood) return true;
    const { ua } = gates.use(admitted, 'security')?.device ?? {};
    return ua !== undefined && isRobot(ua);
  };
}

/** @param source the network that a request comes from, as far as the policy lets it be known; undefined where nothing is */
export type FloodWatch = (source: string | undefined, nowMs: number) => boolean;

const SLOTS = 4_096;
const WINDOW_MS = 60_000;
/** A window's requests that every source may have: what a few people at one place ask for. */
const FREE = 30;
/** Where it is more than that, a source may be this part of all that is believed. */
const SHARE_MAX = 0.02;

/**
 * Requests of late by source, in numbers without names: a source is a slot that its hash falls into, under a seed of this process that nobody
 * else knows. Many that share an address behind a carrier count as one; so the bound moves with the traffic.
 */
export function createFloodWatch(seed: number): FloodWatch {
  const counts = new Float64Array(SLOTS);
  const times = new Float64Array(SLOTS);
  let believed = 0;
  let believedMs = 0;
  const fading = (sinceMs: number, nowMs: number): number =>
    Math.exp(-Math.max(0, nowMs - sinceMs) / WINDOW_MS);
  return (source, nowMs) => {
    believed *= fading(believedMs, nowMs);
    believedMs = nowMs;
    // Who can't be told apart can't be counted.
    const flood = source !== undefined && isTooMany(source, nowMs);
    if (!flood) believed++;
    return flood;
  };

  function isTooMany(source: string, nowMs: number): boolean {
    const slot = slotOf(source, seed);
    const count = (counts[slot] ?? 0) * fading(times[slot] ?? 0, nowMs) + 1;
    counts[slot] = count;
    times[slot] = nowMs;
    return count > Math.max(FREE, SHARE_MAX * believed);
  }
}

/** FNV-1a, begun with the seed. */
function slotOf(text: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return (hash >>> 0) % SLOTS;
}
