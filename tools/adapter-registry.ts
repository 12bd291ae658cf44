import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ADAPTERS = 'demand/openrtb/src/adapters';

interface Folder {
  readonly name: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly hasParams: boolean;
  readonly hasCode: boolean;
}

/** Every folder of `demand/openrtb/src/adapters`, by name. */
export function adapterFolders(root: string): readonly Folder[] {
  return readdirSync(join(root, ADAPTERS), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const at = (file: string) => join(root, ADAPTERS, name, file);
      if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`${ADAPTERS}/${name}: not a name of an adapter`);
      return {
        name,
        info: JSON.parse(readFileSync(at('info.json'), 'utf8')),
        hasParams: existsSync(at('params.schema.json')),
        hasCode: existsSync(at('adapter.ts')),
      };
    });
}

/** What the demand loads: data and code of each folder. */
export function adapterRegistry(root: string): string {
  const imports: string[] = [];
  const rows: string[] = [];
  for (const { name, hasParams, hasCode } of adapterFolders(root)) {
    const members: string[] = [`info: ${name}_info`];
    if (hasCode) {
      imports.push(`import { adapter as ${name}_code } from './${name}/adapter.ts';`);
      members.push(`code: ${name}_code`);
    }
    imports.push(`import ${name}_info from './${name}/info.json' with { type: 'json' };`);
    if (hasParams) {
      imports.push(`import ${name}_params from './${name}/params.schema.json' with { type: 'json' };`);
      members.push(`params: ${name}_params`);
    }
    rows.push(`  ${name}: { ${members.join(', ')} },`);
  }
  return `// Generated from the folders beside this file by tools/adapter-registry.ts. Do not edit.
import type { AdapterFolder } from '../adapter-folder.ts';
${imports.join('\n')}

export const ADAPTER_FOLDERS: Readonly<Record<string, AdapterFolder>> = {
${rows.join('\n')}
};
`;
}

/** What a configuration is checked against, without the code: the snapshot's package may not know demand. */
export function adapterNames(root: string): string {
  const all = adapterFolders(root);
  const rows = all.map(({ name, info }) => {
    const base = all.find((folder) => folder.name === info['aliasOf'])?.info;
    const { endpoint, settings = [] } = { ...base, ...info };
    return `  ${name}: { endpoint: ${JSON.stringify(endpoint)}, settings: ${JSON.stringify(settings)} },`;
  });
  return `// Generated from demand/openrtb/src/adapters by tools/adapter-registry.ts. Do not edit.

/** The adapters there are: their own address ('' for none) and the settings that an operator must give. */
export const ADAPTERS = {
${rows.join('\n')}
} as const satisfies Readonly<Record<string, { endpoint: string; settings: readonly string[] }>>;
`;
}
