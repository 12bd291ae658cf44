import type { Fault } from '@jianchat/api-contract';
import { FORBIDDEN_KEYS } from '@jianchat/openrtb';

const DEPTH_MAX = 64;
const FAULTS_MAX = 100;

/**
 * What JSON and YAML can say and we cannot keep: NUL and lone surrogates in text, names that reach prototypes, and
 * nesting without end (a YAML alias may even contain itself).
 */
export function textFaults(root: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const storable = (text: string) => text.isWellFormed() && !text.includes('\0');
  const visit = (value: unknown, path: string, depth: number): void => {
    if (faults.length >= FAULTS_MAX) return;
    if (typeof value === 'string') {
      if (!storable(value))
        faults.push({ path, code: 'text.unstorable', message: 'text holds NUL or half a surrogate pair' });
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value))
        faults.push({ path, code: 'number.infinite', message: 'a number must be finite' });
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= DEPTH_MAX) {
        faults.push({ path, code: 'json.depth', message: `nested deeper than ${DEPTH_MAX}` });
        return;
      }
      const items = Array.isArray(value);
      for (const [key, member] of Object.entries(value)) {
        const at = items ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
        if (FORBIDDEN_KEYS.has(key))
          faults.push({ path, code: 'name.forbidden', message: `no member may be named ${key}` });
        else if (storable(key)) visit(member, at, depth + 1);
        else
          faults.push({
            path,
            code: 'text.unstorable',
            message: 'a name holds NUL or half a surrogate pair',
          });
      }
    }
  };
  visit(root, '', 0);
  return faults;
}
