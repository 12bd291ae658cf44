import { readFileSync } from 'node:fs';
import { type CompiledPolicy, compilePolicy, createKeepGate, type KeepGate } from '@jianchat/policy';

/** The project's own policy, compiled. */
export function readProjectPolicy(): CompiledPolicy {
  const source = (file: string) => ({
    file,
    yaml: readFileSync(new URL(`../../../../policy/${file}`, import.meta.url), 'utf8'),
  });
  const compiled = compilePolicy({
    ...source('policy.yaml'),
    texts: { en: source('text/en.yaml'), zh: source('text/zh.yaml') },
  });
  if (!compiled.ok) throw new Error(compiled.faults[0]?.message);
  return compiled.policy;
}

/** The gate "keep" under one policy that was always in force. */
export function keepUnder(policy: CompiledPolicy): KeepGate {
  return createKeepGate({ ofVersion: () => policy, inForce: () => policy });
}
