/** A new object with the members of another that stand before one of them: where a copy begins that is made only when it must be. */
export function membersBefore(from: Readonly<Record<string, unknown>>, end: string): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in from) {
    if (key === end) break;
    copy[key] = from[key];
  }
  return copy;
}
