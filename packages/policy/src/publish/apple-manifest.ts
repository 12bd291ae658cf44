import { escapeHtml } from '../page/escape-html.ts';
import type { CompiledPolicy } from '../rows.ts';
import { storeFactsOf } from './store-facts.ts';
import {
  APPLE_DATA,
  APPLE_PURPOSES,
  type AppleData,
  type ApplePurpose,
  storeFields,
  storeKindOf,
} from './store-mapping.ts';

interface CollectedData {
  linked: boolean;
  tracking: boolean;
  readonly purposes: Set<ApplePurpose>;
}

/**
 * `PrivacyInfo.xcprivacy` for an app that sends its ad requests here, as an XML property list. One entry per kind of data
 * that any field may be; an entry is linked or tracking when one of its fields is.
 *
 * Apple holds back connections to a tracking domain until the person allows tracking, so an installation that also
 * serves people who refuse gives the requests of those who agreed a host name of their own.
 * @param domains hosts to which the app sends data used for tracking; left out of the file when nothing is.
 */
export function appleManifest(
  policy: CompiledPolicy,
  { domains }: { readonly domains: readonly string[] },
): string {
  const kinds = collectedKinds(policy);
  const tracks = [...kinds.values()].some(({ tracking }) => tracking);
  const entries = APPLE_DATA.flatMap((name) => {
    const kind = kinds.get(name);
    return kind === undefined ? [] : [entryOf(name, kind)];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>NSPrivacyTracking</key>
\t<${tracks}/>
\t<key>NSPrivacyTrackingDomains</key>
${array(tracks ? domains.map(string) : [], '\t')}
\t<key>NSPrivacyAccessedAPITypes</key>
\t<array/>
\t<key>NSPrivacyCollectedDataTypes</key>
${array(entries, '\t')}
</dict>
</plist>
`;
}

function collectedKinds(policy: CompiledPolicy): Map<AppleData, CollectedData> {
  const kinds = new Map<AppleData, CollectedData>();
  for (const field of storeFields(policy)) {
    const kind = storeKindOf(field);
    if (kind === undefined) throw new RangeError(`no store calls field.${field.name} anything`);
    const facts = storeFactsOf(policy, field);
    const known = kinds.get(kind.apple) ?? { linked: false, tracking: false, purposes: new Set() };
    known.linked ||= facts.linked;
    known.tracking ||= facts.tracking;
    for (const purpose of facts.apple) known.purposes.add(purpose);
    kinds.set(kind.apple, known);
  }
  return kinds;
}

function entryOf(name: AppleData, { linked, tracking, purposes }: CollectedData): string {
  const wanted = APPLE_PURPOSES.filter((purpose) => purposes.has(purpose)).map((purpose) =>
    string(`NSPrivacyCollectedDataTypePurpose${purpose}`),
  );
  return `<dict>
\t<key>NSPrivacyCollectedDataType</key>
\t${string(`NSPrivacyCollectedDataType${name}`)}
\t<key>NSPrivacyCollectedDataTypeLinked</key>
\t<${linked}/>
\t<key>NSPrivacyCollectedDataTypeTracking</key>
\t<${tracking}/>
\t<key>NSPrivacyCollectedDataTypePurposes</key>
${array(wanted, '\t')}
</dict>`;
}

const string = (text: string): string => `<string>${escapeHtml(text)}</string>`;

function array(items: readonly string[], indent: string): string {
  if (items.length === 0) return `${indent}<array/>`;
  const inner = items.map((item) => item.replace(/^/gm, `${indent}\t`)).join('\n');
  return `${indent}<array>\n${inner}\n${indent}</array>`;
}
