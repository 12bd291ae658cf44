import type { Fault } from '@jianchat/api-contract';
import type { z } from 'zod';

/** `['media', 2, 'account']` as `media[2].account`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );
}

/** Each issue as a fault. Zod's messages name types and bounds, not the values that came. */
export function zodFaults(error: z.ZodError, prefix: readonly PropertyKey[] = []): readonly Fault[] {
  return error.issues.map((issue) => ({
    path: pathText([...prefix, ...issue.path]),
    code: `form.${issue.code}`,
    message: issue.message,
  }));
}
