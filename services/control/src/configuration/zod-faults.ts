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

/** Each issue as a fault. Messages name types, bounds and members, not the values that came. */
export function zodFaults(error: z.ZodError, prefix: readonly PropertyKey[] = []): readonly Fault[] {
  return error.issues.map((issue) => ({
    path: pathText([...prefix, ...issue.path]),
    code: `form.${issue.code}`,
    message: messageOf(issue),
  }));
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `there is no member ${issue.keys.map((key) => `"${key.slice(0, 64)}"`).join(', ')}`;
  // Zod says it so only where the member is absent.
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  return issue.message;
}
