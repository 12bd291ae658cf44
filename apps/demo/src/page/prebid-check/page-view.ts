/** What a site's consent platform says, by the standard it speaks; a standard left out is not on the page. */
export interface ConsentOnPage {
  readonly tcf?: string;
  readonly gpp?: { readonly text: string; readonly sections: readonly number[] };
  readonly usp?: string;
}

/** What the test wants of a page view; `server` is the origin of the platform, another one than the page's. */
export interface PageView {
  readonly server: string;
  readonly account: string;
  readonly bidders: readonly string[];
  readonly country: string;
  readonly consent: ConsentOnPage;
}

/** What Prebid.js made of the answers, by ad unit. */
export interface Seen {
  readonly bidder: string;
  readonly mediaType: string;
  readonly cpm: number;
  readonly currency: string;
  readonly vastXml: string;
  /** Titles of a native ad's assets. */
  readonly native: readonly string[];
  readonly targeting: Readonly<Record<string, string>>;
}
