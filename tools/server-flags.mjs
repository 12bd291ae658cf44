import { totalmem } from 'node:os';

const MIB = 1024 * 1024;
const SMALLEST_MIB = 32;
const LARGEST_MIB = 256;
/** Two halves of the young generation of every process fit into an eighth of the memory, up to eight processes. */
const SHARE = 64;

/**
 * How V8 is started for the platform. An auction leaves some 20 KB of short-lived objects behind and keeps as much while bidders are
 * waited for: a large young generation lets most of it die before anybody looks, and copies less of what is still in use. With 256
 * auctions under way, 256 MiB instead of 64 took a quarter off the CPU of each.
 * @param memoryBytes of the machine, or what this process may use of it
 * @returns {readonly string[]}
 */
export function serverFlags(memoryBytes = usableMemory()) {
  const size = Math.floor(memoryBytes / MIB / SHARE);
  const semiSpace = Math.min(LARGEST_MIB, Math.max(SMALLEST_MIB, size));
  return [`--min-semi-space-size=${semiSpace}`, `--max-semi-space-size=${semiSpace}`];
}

/** A container's limit, where there is one, counts. */
function usableMemory() {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
