import type { Fault } from '../api/problem-error.ts';
import type { Field, FieldFaults } from './field.ts';

/**
 * The server's faults under the inputs they belong to: the input of the same path, else the one whose path contains the
 * fault's (`imp` for `imp.banner.w`; a held field gets it at both paths, for the input inside), else the first inside of it (`files.0.url` for `files`), else ''.
 */
export function faultsByField(fields: readonly Field[], faults: readonly Fault[]): FieldFaults {
  const byField: Record<string, string[]> = {};
  for (const fault of faults) {
    const path = dotted(fault.path);
    const exact = fields.find((field) => field.path === path);
    const around = fields.find((field) => path.startsWith(`${field.path}.`));
    const inside = path === '' ? undefined : fields.find((field) => field.path.startsWith(`${path}.`));
    const field = exact ?? around ?? inside;
    const deeper = field !== undefined && field !== exact && around !== undefined;
    const text =
      field === undefined && path !== ''
        ? `${path}: ${fault.message}`
        : deeper
          ? withRest(path, field, fault)
          : fault.message;
    const key = field?.path ?? '';
    byField[key] = [...(byField[key] ?? []), text];
    if (deeper && field?.kind === 'held') byField[path] = [...(byField[path] ?? []), fault.message];
  }
  return byField;
}

/** The server's faults by the path they are at, for inputs that know theirs. */
export function faultsByPath(faults: readonly Fault[]): FieldFaults {
  const byPath: Record<string, string[]> = {};
  for (const fault of faults) {
    const path = dotted(fault.path);
    byPath[path] = [...(byPath[path] ?? []), fault.message];
  }
  return byPath;
}

/** Says where inside the input's value the fault is. */
function withRest(path: string, field: Field, fault: Fault): string {
  return `${path.slice(field.path.length + 1)}: ${fault.message}`;
}

/** `files[0].url`, `/files/0/url` and `files.0.url` are the same path. */
function dotted(path: string): string {
  return path
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/\//g, '.')
    .replace(/^[.$]+/, '');
}
