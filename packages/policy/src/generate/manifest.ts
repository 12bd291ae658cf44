import { manifestOf } from '../manifest/build-manifest.ts';
import type { CompiledPolicy } from '../rows.ts';

/** The manifest of the build as TypeScript; checked in as `src/generated/manifest.gen.ts`. */
export function generateManifest(policy: CompiledPolicy): string {
  const { fields, ...rest } = manifestOf(policy);
  const lines = Object.entries(fields).map(
    ([name, field]) => `    ${JSON.stringify(name)}: ${JSON.stringify(field)},`,
  );
  const others = Object.entries(rest).map(([name, value]) => `  ${name}: ${JSON.stringify(value)},`);
  return `// Generated from policy/policy.yaml; do not edit. \`npm run generate\` writes it anew.
import type { BuildManifest } from '../manifest/build-manifest.ts';

/** The most that this build can do; a policy that asks for more is refused at start. */
export const BUILD_MANIFEST: BuildManifest = {
${others.join('\n')}
  fields: {
${lines.join('\n')}
  },
};
`;
}
