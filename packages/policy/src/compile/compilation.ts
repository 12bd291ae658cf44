import type { PolicyFault, PolicyFaultCode } from '../fault.ts';
import type { PolicySource } from './source-schema.ts';
import type { SourcePath, YamlSource } from './yaml-source.ts';

/** What every step of the compiler works on. */
export interface Compilation {
  readonly source: YamlSource;
  readonly policy: PolicySource;
  readonly faults: PolicyFault[];
  report(code: PolicyFaultCode, path: SourcePath, message: string): void;
  /** The bits of named things; an unknown name is reported with the names that exist. */
  bitsOf(
    names: readonly string[],
    known: Readonly<Record<string, { id: number } | number>>,
    path: SourcePath,
  ): number;
}

/** Starts a compilation of a file that has the right shape. */
export function startCompilation(source: YamlSource, policy: PolicySource): Compilation {
  const faults: PolicyFault[] = [];
  const report: Compilation['report'] = (code, path, message) =>
    faults.push({ code, file: source.file, line: source.lineOf(path), path: path.join('.'), message });
  const bitsOf: Compilation['bitsOf'] = (names, known, path) => {
    let bits = 0;
    names.forEach((name, index) => {
      const found = Object.hasOwn(known, name) ? known[name] : undefined;
      if (found === undefined) {
        report(
          'name.unknown',
          [...path, index],
          `"${name}" is not declared; write one of: ${Object.keys(known).join(', ')}`,
        );
      } else bits |= 1 << (typeof found === 'number' ? found : found.id);
    });
    return bits;
  };
  return { source, policy, faults, report, bitsOf };
}

/** Reports ids used twice within one section. */
export function checkIds(
  work: Compilation,
  section: string,
  ids: Readonly<Record<string, { id: number } | number>>,
): void {
  const owners = new Map<number, string>();
  for (const [name, entry] of Object.entries(ids)) {
    const id = typeof entry === 'number' ? entry : entry.id;
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, name);
    else {
      const free = Array.from({ length: 512 }, (_, candidate) => candidate).find(
        (candidate) => !owners.has(candidate),
      );
      work.report(
        'id.duplicate',
        [section, name],
        `id ${id} already belongs to "${owner}"; write a free one, such as ${free}`,
      );
    }
  }
}
