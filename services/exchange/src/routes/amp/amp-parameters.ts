/** A size, w × h in pixels. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

/** The parameters of an AMP page's request, read; '' and 0 where one was not given. */
export interface AmpParameters {
  readonly tagId: string;
  readonly account: string;
  readonly slot: string;
  /** JSON object of the page's key-values. */
  readonly targeting: string;
  readonly canonicalUrl: string;
  readonly timeoutMs: number;
  readonly size: Size;
  readonly override: Size;
  readonly multisize: readonly Size[];
  readonly consent: AmpConsent;
  readonly debug: boolean;
  readonly trace: string;
}

export interface AmpConsent {
  readonly text: string;
  /** 1 TCF 1, 2 TCF 2, 3 US Privacy, 4 GPP; 0 where it was not said. */
  readonly type: number;
  readonly gdprApplies: string;
  readonly additional: string;
  readonly gppSid: string;
}

export function readAmpParameters(query: URLSearchParams): AmpParameters {
  const get = (name: string): string => query.get(name) ?? '';
  const number = (name: string): number => wholeNumber(get(name));
  return {
    tagId: get('tag_id'),
    account: get('account'),
    slot: get('slot'),
    targeting: get('targeting'),
    canonicalUrl: get('curl'),
    timeoutMs: number('timeout'),
    size: { w: number('w'), h: number('h') },
    override: { w: number('ow'), h: number('oh') },
    multisize: readMultisize(get('ms')),
    consent: {
      text: get('consent_string') || get('gdpr_consent'),
      type: number('consent_type'),
      gdprApplies: get('gdpr_applies'),
      additional: get('addtl_consent'),
      gppSid: get('gpp_sid'),
    },
    debug: get('debug') === '1',
    trace: get('trace'),
  };
}

/** AMP leaves macros that it can't fill in as they are (`CONSENT_METADATA(…)`): what is no number is as good as absent. */
function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

const SIZES_MAX = 50;

/** `300x250,320x50`; one that is none makes the whole list none, as in Prebid Server. */
function readMultisize(text: string): readonly Size[] {
  if (text === '') return [];
  const sizes: Size[] = [];
  for (const part of text.split(',', SIZES_MAX)) {
    const [w = '', h = '', ...more] = part.split('x');
    const size = { w: wholeNumber(w), h: wholeNumber(h) };
    if (more.length > 0 || (size.w === 0 && size.h === 0)) return [];
    sizes.push(size);
  }
  return sizes;
}
