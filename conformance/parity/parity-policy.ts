import { readFile } from 'node:fs/promises';
import { mergePatch } from '@jianchat/openrtb';
import { compilePolicy, type PolicyCompilation } from '@jianchat/policy';
import { parse, stringify } from 'yaml';

const POLICY = new URL('../../policy/', import.meta.url);
const text = (url: URL): Promise<string> => readFile(url, 'utf8');

/** The project's policy with `overlay.yaml` over it, compiled: what Prebid Server would pass on is granted. */
export async function parityPolicy(): Promise<PolicyCompilation> {
  const base: unknown = parse(await text(new URL('policy.yaml', POLICY)));
  const overlay: unknown = parse(await text(new URL('overlay.yaml', import.meta.url)));
  const texts = async (locale: 'en' | 'zh') => {
    const file = `text/${locale}.yaml`;
    return { file, yaml: await text(new URL(file, POLICY)) };
  };
  return compilePolicy({
    file: 'parity.yaml',
    yaml: stringify(mergePatch(base, overlay)),
    texts: {
      en: await texts('en'),
      zh: await texts('zh'),
    },
  });
}
