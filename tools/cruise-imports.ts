import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { DIRECTION_RULES } from './direction-rules.ts';

/** All imports below some folders, type-only ones included, and which of them the rules forbid. */
export async function cruiseImports(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { output } = await cruise([...folders], {
    baseDir,
    validate: true,
    ruleSet: { forbidden: [...DIRECTION_RULES] },
    // TypeScript 7 has no parser that this tool can use; swc sees type-only imports as well.
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)dist/' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  });
  if (typeof output === 'string') throw new Error('expected a result, not a text');
  return output;
}
