import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateManifest } from '../generate/manifest.ts';
import type { CompiledPolicy } from '../rows.ts';
import { compileChanged, POLICY_TEXTS, POLICY_YAML } from '../testing/changed-policy.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { type ManifestFaultCode, manifestFaults } from './manifest-faults.ts';

type Change = readonly [passage: string, replacement: string];

/** The policy with passages replaced; `words` are added to the texts of both languages. */
function changed(changes: readonly Change[], words = ''): CompiledPolicy {
  const add = (text: { file: string; yaml: string }) => ({ ...text, yaml: `${text.yaml}\n${words}` });
  const yaml = changes.reduce((text, [passage, replacement]) => {
    if (!text.includes(passage)) throw new Error(`the policy has no passage ${passage}`);
    return text.replace(passage, () => replacement);
  }, POLICY_YAML);
  const compiled = compileChanged(yaml, { en: add(POLICY_TEXTS.en), zh: add(POLICY_TEXTS.zh) });
  if (!compiled.ok)
    throw new Error(compiled.faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return compiled.policy;
}

type Excess = readonly [code: ManifestFaultCode, path: string, changes: readonly Change[]];

/** Words of whatever the cases add. */
const WORDS: Readonly<Record<string, string>> = {
  'fields.shoeSize': 'field.shoeSize: Size of shoes',
  'purposes.fun': 'purpose.fun: Fun\npurpose.fun.what: Fun',
};

const PROVIDER = 'purposes: [contextualAds, security]\n    paths: ["device.{carrier';

describe('C3: the manifest of the build', () => {
  it('is the one of the checked-in policy, which it takes', () => {
    const file = new URL('../generated/manifest.gen.ts', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(generateManifest(readPolicy()));
    expect(manifestFaults(readPolicy())).toEqual([]);
  });

  it.each<readonly [string, Change]>([
    ['another period', ['keep: P400D', 'keep: P30D']],
    ['a larger group', ['minimum: 1000', 'minimum: 2000']],
    ['a country under another law', ['countries: [CN]', 'countries: [CN, BR]']],
    ['a purpose less for a field', [PROVIDER, 'purposes: [security]\n    paths: ["device.{carrier']],
    ['a field less for recipients', ['      approximateLocation,\n', '']],
    [
      'a contract more',
      [
        '\ncontracts:\n',
        '\ncontracts:\n  another-dsp:\n    { id: 900, class: demand, gvl: 0, onward: deny, retentionDays: 7, allow: { contextualAds: [context] } }\n',
      ],
    ],
  ])('takes %s', (_what, change) => {
    expect(manifestFaults(changed([change]))).toEqual([]);
  });

  it.each<Excess>([
    [
      'manifest.field',
      'fields.shoeSize',
      [
        [
          '\nfields:\n',
          '\nfields:\n  shoeSize:\n    { id: 500, clause: U1, subject: endUser, category: user.behavior, class: audience, purposes: [personalisedAds], sources: [api], retention: { keep: request, criterion: service } }\n',
        ],
      ],
    ],
    ['manifest.id', 'fields.appVersion.id', [['appVersion:\n    id: 1\n', 'appVersion:\n    id: 501\n']]],
    [
      'manifest.purpose',
      'purposes.fun',
      [
        [
          '\npurposes:\n',
          '\npurposes:\n  fun: { id: 29, tcf: [], dpv: "dpv:Purpose", fides: collect, clause: U1 }\n',
        ],
      ],
    ],
    [
      'manifest.use',
      'fields.internetServiceProvider.purposes',
      [[PROVIDER, 'purposes: [contextualAds, security, profiles]\n    paths: ["device.{carrier']],
    ],
    [
      'manifest.path',
      'fields.browser.paths',
      [
        ['"device.flashver", ', ''],
        ['      - device.ua\n', '      - "device.{ua,flashver}"\n'],
      ],
    ],
    [
      'manifest.storage',
      'fields.platformKey.store',
      [['"file:master.key"', '"file:master.key", "file:other.key"']],
    ],
    [
      'manifest.form',
      'fields.deviceIdentifier.form',
      [
        [
          '    form: keyedHash\n    share: never\n    paths: ["device.{dpidsha1',
          '    share: never\n    paths: ["device.{dpidsha1',
        ],
      ],
    ],
    [
      'manifest.collect',
      'fields.surveyGroup.collect',
      [
        [
          '    collect: "off"\n    share: never\n    sources: [derived]\n    retention: { keep: P90D, criterion: service',
          '    share: never\n    sources: [derived]\n    retention: { keep: P90D, criterion: service',
        ],
      ],
    ],
    [
      'manifest.platformOnly',
      'platformOnly',
      [['platformOnly: [ext.prebid, imp.ext.prebid]', 'platformOnly: [ext.prebid]']],
    ],
  ])('refuses a policy with %s at %s', (code, path, changes) => {
    const faults = manifestFaults(changed(changes, WORDS[path]));
    expect(faults.map((fault) => [fault.code, fault.path])).toEqual([[code, path]]);
    expect(faults[0]?.message).toMatch(/^this build /);
  });
});
