/** One line for the operator's log. `detail` holds counts, codes and ids of our own, never personal data. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  /** Stable, dotted: `snapshot.published`. */
  readonly event: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type OnLog = (line: LogLine) => void;

/**
 * What may be logged of a thrown value: its class, its code and where it was thrown. Never its message, which may
 * quote what came in or a row.
 */
export function errorDetail(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const at = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' | ');
  return { error: error.name, code: errorCode(error) ?? '', at: at ?? '' };
}

/** The `code` that Node, `pg` and our engines put on their errors. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
