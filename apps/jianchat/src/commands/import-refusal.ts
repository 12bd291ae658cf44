import { PlatformFault } from '../compose/platform-fault.ts';

/** Every fault of a refused import with its path. */
export function importRefusal(
  faults: readonly { path: string; code: string; message: string }[],
): PlatformFault {
  const lines = faults.map((fault) => `  ${fault.path || '(root)'}: ${fault.message} [${fault.code}]`);
  return new PlatformFault(
    'import.invalid',
    `nothing was applied, for what was given has faults\n${lines.join('\n')}`,
  );
}
