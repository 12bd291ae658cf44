import type { MediaInput } from '@jianchat/snapshot';
import { isDomain, type KnownAdsTxt, mediaAuthorisation, type Ownership } from '@jianchat/supply-chain';
import type { Supply } from '../configuration/read-configuration.ts';
import type { KnownFile } from './registry-files.ts';

type Files = ReadonlyMap<string, KnownFile>;

/** Whether a media's owner lets us sell it. */
export interface MediaFile {
  readonly media: string;
  readonly account: string;
  /** Of the file that decides. */
  readonly url: string;
  /** 'read', a code of why not, or 'waiting' before the first attempt. */
  readonly outcome: string;
  /** Null where that isn't known. */
  readonly authorises: boolean | null;
  /** Whose inventory the file says it is (`OWNERDOMAIN`), and who sells it (`MANAGERDOMAIN`); null where it doesn't. */
  readonly ownerDomain: string | null;
  readonly managerDomain: string | null;
  /** What it says of both, with the media's own domain. */
  readonly ownership: Ownership;
  /** Addresses of all files that tell it. */
  readonly wanted: readonly string[];
}

/** ads.txt for sites, app-ads.txt on the domain of an app's developer. */
const adsTxtUrl = (domain: string, kind: MediaInput['kind']): string =>
  `https://${domain}/${kind === 'site' ? 'ads.txt' : 'app-ads.txt'}`;

/** What is known of the files in which media's owners say who may sell. */
export function mediaFiles({ host, media }: Supply, files: Files): readonly MediaFile[] {
  return media.flatMap(({ id, account, kind, domain, enabled }) => {
    if (!enabled || domain === undefined || !isDomain(domain)) return [];
    const fileAt = (at: string) => adsTxtFound(files.get(adsTxtUrl(at, kind)), host);
    const told = mediaAuthorisation(domain, fileAt);
    const url = adsTxtUrl(told.domain, kind);
    const known = files.get(url);
    const ownerDomain = textOf(known?.found['ownerDomain']);
    const managerDomains = textsOf(known?.found['managerDomains']);
    return [
      {
        media: id,
        account,
        url,
        outcome: known?.outcome ?? 'waiting',
        authorises: told.authorises,
        ownerDomain,
        managerDomain: textOf(managerDomains[0]),
        ownership: { domain, ownerDomain: ownerDomain ?? undefined, managerDomains },
        wanted: told.wanted.map((at) => adsTxtUrl(at, kind)),
      },
    ];
  });
}

/** A file that was read for another node of ours says nothing of this one; one that is not there says that. */
function adsTxtFound(known: KnownFile | undefined, host: Supply['host']): KnownAdsTxt | 'absent' | undefined {
  const node = host?.schainNode;
  if (known === undefined || node === undefined) return undefined;
  const { asked, authorises, subdomains, partnerDomains } = known.found;
  if (asked === `${node.asi} ${node.sid}` && typeof authorises === 'boolean')
    return { authorises, subdomains: textsOf(subdomains), partnerDomains: textsOf(partnerDomains) };
  return known.outcome === 'status.404' || known.outcome === 'status.410' ? 'absent' : undefined;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
