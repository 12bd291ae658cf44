import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompiledPolicy, compilePolicy } from '@jianchat/policy';
import { PlatformFault } from './platform-fault.ts';

/** Reads and compiles the policy folder; a policy with faults stops the start, each fault with its place. */
export function loadPolicy(folder: string): CompiledPolicy {
  const read = (file: string) => ({ file: join(folder, file), yaml: readText(join(folder, file)) });
  const compiled = compilePolicy({
    ...read('policy.yaml'),
    texts: { en: read('text/en.yaml'), zh: read('text/zh.yaml') },
  });
  if (compiled.ok) return compiled.policy;
  const lines = compiled.faults.map(
    (fault) => `  ${fault.file}:${fault.line} ${fault.path}: ${fault.message} [${fault.code}]`,
  );
  throw new PlatformFault('policy.invalid', `the policy has faults\n${lines.join('\n')}`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new PlatformFault(
      'policy.missing',
      `${file} cannot be read; JIANCHAT_POLICY names the policy's folder`,
    );
  }
}
