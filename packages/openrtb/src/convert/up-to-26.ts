import { type JsonObject, memberOf, withMember, withoutMembers } from './members.ts';

/** Where a member of 2.6 stood before, below `ext` of the same object. */
const PROMOTED: readonly { readonly parent: string; readonly names: readonly string[] }[] = [
  { parent: 'regs', names: ['coppa', 'gdpr', 'us_privacy', 'gpp', 'gpp_sid'] },
  { parent: 'user', names: ['consent', 'eids'] },
  { parent: 'source', names: ['schain'] },
  { parent: 'device', names: ['sua'] },
];

/** Of these the stricter value stands where two places disagree: a law or a child is not argued away. */
const STRICTER = new Set(['coppa', 'gdpr']);

/**
 * Lifts what older clients put into extensions (OpenRTB 2.4 and 2.5, Prebid's places) to where OpenRTB 2.6 has it. The place of 2.6
 * wins where both are taken, save for `gdpr` and `coppa`, of which 1 wins. Types are not looked at: the collect gate does that.
 * The request is not changed; what does not differ is shared with the result.
 */
export function upTo26(request: JsonObject): JsonObject {
  let lifted = liftRootChain(request);
  for (const { parent, names } of PROMOTED) {
    const holder = memberOf(lifted, parent);
    if (holder === undefined) continue;
    const better = liftMembers(holder, names);
    if (better !== holder) lifted = withMember(lifted, parent, better);
  }
  return lifted;
}

/** `imp.ext.prebid.is_rewarded_inventory` as `imp.rwdd`; the older place is read and left, as it is addressed to the platform. */
export function liftRewarded(imp: JsonObject): JsonObject {
  const prebid = memberOf(memberOf(imp, 'ext'), 'prebid');
  const rewarded = prebid?.['is_rewarded_inventory'];
  if (rewarded === undefined || rewarded === null || imp['rwdd']) return imp;
  return withMember(imp, 'rwdd', rewarded);
}

/** 2.4: `ext.schain`, which goes behind both later places. */
function liftRootChain(request: JsonObject): JsonObject {
  const ext = memberOf(request, 'ext');
  if (ext === undefined || isAbsent(ext['schain'])) return request;
  const source = memberOf(request, 'source') ?? {};
  const taken = !isAbsent(source['schain']) || !isAbsent(memberOf(source, 'ext')?.['schain']);
  const rest = withMember(request, 'ext', withoutMembers(ext, ['schain']));
  return taken ? rest : withMember(rest, 'source', withMember(source, 'schain', ext['schain']));
}

function liftMembers(holder: JsonObject, names: readonly string[]): JsonObject {
  const ext = memberOf(holder, 'ext');
  if (ext === undefined) return holder;
  let lifted: Record<string, unknown> | undefined;
  for (const name of names) {
    const older = ext[name];
    if (older === undefined) continue;
    lifted ??= { ...holder };
    if (isAbsent(older)) continue;
    if (isAbsent(holder[name]) || (STRICTER.has(name) && isOne(older))) lifted[name] = older;
  }
  if (lifted === undefined) return holder;
  const rest = withoutMembers(ext, names);
  if (Object.keys(rest).length === 0) delete lifted['ext'];
  else lifted['ext'] = rest;
  return lifted;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** As the collect gate reads a flag. */
export const isOne = (value: unknown): boolean =>
  value === 1 || value === true || value === '1' || value === 'true';
