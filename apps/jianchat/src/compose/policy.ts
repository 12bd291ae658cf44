import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompiledPolicy, compilePolicy, manifestFaults } from '@jianchat/policy';
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

/**
 * Refuses a policy that asks for more than this build was made for: fields, purposes, paths or places in stores that its types and its
 * tests don't know. Everything else may change without a build.
 */
export function requireWithinBuild(policy: CompiledPolicy): void {
  const beyond = beyondBuild(policy);
  if (beyond.length === 0) return;
  throw new PlatformFault(
    'policy.beyondBuild',
    `version ${policy.version} of the policy asks for more than this build can do\n${beyond.map((line) => `  ${line}`).join('\n')}`,
  );
}

/** What of a policy this build can't do, one line each. */
export const beyondBuild = (policy: CompiledPolicy): readonly string[] =>
  manifestFaults(policy).map(({ path, message, code }) => `${path}: ${message} [${code}]`);

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
