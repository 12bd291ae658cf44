import type { SignalTexts } from './sync-rules.ts';
import type { Syncer } from './syncers.ts';

export type SyncType = 'iframe' | 'redirect';

export interface SyncAddress {
  readonly publicUrl: string;
  readonly account: string;
  readonly type: SyncType;
  /** The consent signals that this bidder may be told. */
  readonly told: SignalTexts;
}

/** The bidder's address for the browser, with where to send it back; undefined where the bidder has no way of this type. */
export function syncUrl({ key, sync }: Syncer, address: SyncAddress): string | undefined {
  const way = sync[address.type];
  if (way === undefined) return undefined;
  const signals = { ...address.told };
  const back = new URLSearchParams({ bidder: key, ...signals });
  if (address.account !== '') back.set('account', address.account);
  back.set('f', address.type === 'iframe' ? 'b' : 'i');
  const redirect = `${address.publicUrl}/setuid?${back}&uid=${way.userMacro}`;
  return fillMacros(way.url, new Map(Object.entries({ ...signals, redirect_url: redirect })));
}

/** Replaces `{{name}}` and `{{.Name}}`, both as Prebid Server's implementations write them; what is unknown becomes ''. */
function fillMacros(template: string, values: ReadonlyMap<string, string>): string {
  const plain = new Map([...values].map(([name, value]) => [name.replaceAll('_', ''), value]));
  let result = '';
  let from = 0;
  for (;;) {
    const open = template.indexOf('{{', from);
    const close = open < 0 ? -1 : template.indexOf('}}', open);
    if (close < 0) return result + template.slice(from);
    const name = template
      .slice(open + 2, close)
      .trim()
      .replaceAll('.', '')
      .replaceAll('_', '')
      .toLowerCase();
    result += template.slice(from, open) + encodeURIComponent(plain.get(name) ?? '');
    from = close + 2;
  }
}
