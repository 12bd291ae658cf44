import { BUILD_MANIFEST } from '../generated/manifest.gen.ts';
import type { CompiledPolicy, FieldForm } from '../rows.ts';
import { type BuildManifest, type FieldManifest, manifestOf } from './build-manifest.ts';

/** Every code of `manifestFaults`. A retired code is never used again. */
export type ManifestFaultCode =
  | 'manifest.field'
  | 'manifest.purpose'
  | 'manifest.floor'
  | 'manifest.id'
  | 'manifest.use'
  | 'manifest.path'
  | 'manifest.storage'
  | 'manifest.form'
  | 'manifest.collect'
  | 'manifest.platformOnly';

/** Something a policy asks for that this build was not made for. `path` is where in the policy, `message` what to do instead. */
export interface ManifestFault {
  readonly code: ManifestFaultCode;
  readonly path: string;
  readonly message: string;
}

/** From the least to the most that is left of a value. */
const EXACTNESS: Readonly<Record<FieldForm, number>> = { keyedHash: 0, truncated: 1, raw: 2 };

/**
 * What of a policy exceeds the build: fields, purposes, paths, places in stores and forms that it was not generated, typed and
 * tested with. Empty for a policy that only does less, or decides otherwise about the same: periods, contracts, regimes, rights,
 * notice and words may change without a build.
 */
export function manifestFaults(
  policy: CompiledPolicy,
  manifest: BuildManifest = BUILD_MANIFEST,
): readonly ManifestFault[] {
  const asked = manifestOf(policy);
  const faults = Object.entries(asked.fields).flatMap(([name, field]) =>
    fieldFaults(name, field, knownOf(manifest.fields, name)),
  );
  const platformOnly = beyond(manifest.platformOnly, asked.platformOnly);
  return [
    ...numberFaults('purposes', asked.purposes, manifest.purposes),
    ...numberFaults('floors', asked.floors, manifest.floors),
    ...faults,
    ...beyond(asked.mirrors, manifest.mirrors).map((mirror) =>
      fault('manifest.path', 'mirrors', `this build reads no subtree ${mirror}; remove it, or build with it`),
    ),
    ...platformOnly.map((path) =>
      fault(
        'manifest.platformOnly',
        'platformOnly',
        `this build relies on ${path} never being told to anybody; add it`,
      ),
    ),
  ];
}

const fault = (code: ManifestFaultCode, path: string, message: string): ManifestFault => ({
  code,
  path,
  message,
});

const beyond = (asked: readonly string[], known: readonly string[]): string[] =>
  asked.filter((each) => !known.includes(each));

const knownOf = <T>(rows: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(rows, name) ? rows[name] : undefined;

const REBUILD = 'run "npm run generate" and start a build made with this policy, or remove it';

/** Names and numbers of purposes and floors: records carry the numbers, code the names. */
function numberFaults(
  section: 'purposes' | 'floors',
  asked: Readonly<Record<string, number>>,
  known: Readonly<Record<string, number>>,
): ManifestFault[] {
  const code = section === 'purposes' ? 'manifest.purpose' : 'manifest.floor';
  return Object.entries(asked).flatMap(([name, id]): ManifestFault[] => {
    const number = knownOf(known, name);
    const at = `${section}.${name}`;
    if (number === undefined) return [fault(code, at, `this build knows no "${name}"; ${REBUILD}`)];
    return number === id
      ? []
      : [fault('manifest.id', `${at}.id`, `this build numbers it ${number}; write that`)];
  });
}

function fieldFaults(name: string, asked: FieldManifest, known: FieldManifest | undefined): ManifestFault[] {
  const at = `fields.${name}`;
  if (known === undefined)
    return [fault('manifest.field', at, `this build knows no field "${name}"; ${REBUILD}`)];
  const faults: ManifestFault[] = [];
  if (asked.id !== known.id)
    faults.push(fault('manifest.id', `${at}.id`, `this build numbers it ${known.id}; write that`));
  if (asked.collect === 'on' && known.collect === 'off')
    faults.push(
      fault(
        'manifest.collect',
        `${at}.collect`,
        'this build was made with the field off; write collect: "off"',
      ),
    );
  if (EXACTNESS[asked.form] > EXACTNESS[known.form])
    faults.push(
      fault('manifest.form', `${at}.form`, `this build was made to keep it as ${known.form}; write that`),
    );
  const lists = [
    ['manifest.use', 'purposes'],
    ['manifest.path', 'paths'],
    ['manifest.storage', 'store'],
    ['manifest.storage', 'api'],
  ] as const;
  for (const [code, list] of lists) {
    for (const each of beyond(asked[list], known[list]))
      faults.push(
        fault(code, `${at}.${list}`, `this build was not made with ${each} for "${name}"; ${REBUILD}`),
      );
  }
  return faults;
}
