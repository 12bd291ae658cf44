import { membersOf } from '../../../schema-form/members.ts';
import { POD_MEMBERS } from './imp-schema.ts';

/** A timed format as the form shows it: what makes a pod stands together. */
export function withPod(format: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries(membersOf(format));
  const pod = entries.filter(([name]) => POD_MEMBERS.includes(name));
  const others = entries.filter(([name]) => !POD_MEMBERS.includes(name));
  return { ...Object.fromEntries(others), ...(pod.length > 0 && { pod: Object.fromEntries(pod) }) };
}

/** The same as OpenRTB has it. */
export function withoutPod(shown: unknown): Readonly<Record<string, unknown>> {
  const { pod, ...others } = membersOf(shown);
  return { ...others, ...membersOf(pod) };
}
