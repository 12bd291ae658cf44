/** Clients send booleans as text too (Prebid Mobile for Android): 'true', 'false', 1 and 0 are taken. */
export function readFlag(value: unknown, fallback: boolean): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 1) return true;
  if (value === 'false' || value === 0) return false;
  return fallback;
}
