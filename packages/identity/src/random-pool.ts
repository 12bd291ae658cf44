const POOL_BYTES = 8192;

/** One call for many: asking the system for a few bytes costs as much as for thousands. No byte is given out twice. */
export function pooledRandom(randomBytes: (n: number) => Buffer): (n: number) => Buffer {
  let pool: Buffer = Buffer.alloc(0);
  return (n) => {
    if (n > POOL_BYTES) return randomBytes(n);
    if (pool.length < n) pool = randomBytes(POOL_BYTES);
    const bytes = pool.subarray(0, n);
    pool = pool.subarray(n);
    return bytes;
  };
}
