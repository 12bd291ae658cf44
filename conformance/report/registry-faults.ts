import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportsName } from '../mutation/swap-export.ts';
import type { Gate } from '../registry/define-gate.ts';
import type { PromiseDefinition } from '../registry/define-promise.ts';
import type { NamedTest } from '../tests/named-tests.ts';
import { gateCallers } from './gate-callers.ts';

/** What the registry says that is not so, each as one sentence. */
export function registryFaults(
  root: string,
  registry: {
    readonly promises: readonly PromiseDefinition[];
    readonly gates: Readonly<Record<string, Gate>>;
    readonly named: ReadonlyMap<string, readonly NamedTest[]>;
  },
): readonly string[] {
  const isThere = (path: string): boolean => existsSync(join(root, path));
  const features = registry.promises.flatMap(({ id, parts }) =>
    parts
      .flatMap((part) => part.features ?? [])
      .filter((path) => !isThere(path))
      .map((path) => `${id} names the feature ${path}, which does not exist`),
  );
  const gates = Object.entries(registry.gates).flatMap(([name, gate]) => [
    ...(isThere(gate.file) && exportsName(readFileSync(join(root, gate.file), 'utf8'), gate.export)
      ? []
      : [`the gate "${name}" names ${gate.export} of ${gate.file}, which is no export there`]),
    ...(Object.keys(gate.mutants).length > 0 ? [] : [`the gate "${name}" has no mutant`]),
    ...gate.provenBy
      .filter((file) => !isThere(file))
      .map((file) => `the gate "${name}" is to be proven by ${file}, which does not exist`),
  ]);
  const isCalled = gateCallers(root);
  const idle = registry.promises.flatMap(({ id, parts }) =>
    parts
      .filter((part) => (part.features ?? []).length > 0)
      .flatMap((part): readonly string[] => part.gates ?? [])
      .filter((name) => {
        const gate = registry.gates[name];
        return gate !== undefined && !isCalled(gate);
      })
      .map((name) => `${id} calls a feature what the gate "${name}" holds, but no running code imports it`),
  );
  const used = new Set(
    registry.promises.flatMap(({ parts }) => parts.flatMap((part): readonly string[] => part.gates ?? [])),
  );
  const unused = Object.keys(registry.gates)
    .filter((name) => !used.has(name))
    .map((name) => `the gate "${name}" serves no promise`);
  const unknown = [...registry.named].flatMap(([file, tests]) =>
    tests.flatMap(({ line, unknown: ids }) =>
      ids.map((id) => `${file}:${line} names ${id}, which is no promise`),
    ),
  );
  return [...features, ...gates, ...idle, ...unused, ...unknown];
}
