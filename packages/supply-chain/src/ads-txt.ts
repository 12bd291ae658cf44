/** ads.txt and app-ads.txt (IAB Tech Lab, "Authorized Digital Sellers", version 1.1). */

/** One line that lets somebody sell. */
export interface SellerLine {
  /** Canonical domain of the system that sells, in lower case. */
  readonly domain: string;
  /** The seller's id there, as it is written. */
  readonly seller: string;
  readonly relationship: 'DIRECT' | 'RESELLER';
  /** The system's id at a certification authority. */
  readonly certification?: string;
}

export interface AdsTxt {
  readonly lines: readonly SellerLine[];
  /** `OWNERDOMAIN`: whose inventory it is; of several the first counts. */
  readonly ownerDomain: string | undefined;
  /** `MANAGERDOMAIN`: who sells it exclusively, with the country (ISO 3166-1 alpha-2) it holds for, where one is named. */
  readonly managerDomains: readonly { readonly domain: string; readonly country?: string }[];
  /** `INVENTORYPARTNERDOMAIN`: whose files authorise parts of the inventory, too. */
  readonly partnerDomains: readonly string[];
  /** `SUBDOMAIN`: where else a file counts, of the root domain's file. */
  readonly subdomains: readonly string[];
  /** Lines that say nothing that can be read; comments and variables nobody knows are none. */
  readonly unreadable: number;
}

/** Lines looked at, at most: the largest files of publishers have some ten thousand. */
const LINES_MAX = 50_000;
const LINE_CHARS_MAX = 2_048;

/**
 * Reads the content of a file. Extension fields after `;` and comments are left out; domains are compared in lower case, sellers' ids
 * as they stand. Never throws; a page of HTML gives no lines and many that can't be read.
 */
export function parseAdsTxt(content: string): AdsTxt {
  const lines: SellerLine[] = [];
  const variables: Variables = { owner: [], manager: [], partner: [], subdomain: [] };
  let unreadable = 0;
  let seen = 0;
  for (const line of linesOf(content)) {
    if (seen++ >= LINES_MAX) break;
    const text = withoutComment(line);
    if (text === '') continue;
    if (text.length > LINE_CHARS_MAX) unreadable += 1;
    else if (isVariable(text)) readVariable(text, variables);
    else {
      const found = sellerLine(text);
      if (found === undefined) unreadable += 1;
      else lines.push(found);
    }
  }
  return {
    lines,
    ownerDomain: variables.owner[0],
    managerDomains: variables.manager.map(managerOf),
    partnerDomains: variables.partner,
    subdomains: variables.subdomain,
    unreadable,
  };
}

interface Variables {
  readonly owner: string[];
  readonly manager: string[];
  readonly partner: string[];
  readonly subdomain: string[];
}

const VARIABLES: Readonly<Record<string, keyof Variables>> = {
  OWNERDOMAIN: 'owner',
  MANAGERDOMAIN: 'manager',
  INVENTORYPARTNERDOMAIN: 'partner',
  SUBDOMAIN: 'subdomain',
};

/** Without an array of all of them: a file may be nothing but line ends. */
function* linesOf(content: string): Generator<string> {
  let start = 0;
  while (start < content.length) {
    let end = start;
    while (end < content.length && content[end] !== '\n' && content[end] !== '\r') end += 1;
    yield content.slice(start, end);
    start = end + 1;
  }
}

function withoutComment(line: string): string {
  const at = line.indexOf('#');
  return (at < 0 ? line : line.slice(0, at)).trim();
}

/** A variable has its `=` before any comma. */
function isVariable(text: string): boolean {
  const equals = text.indexOf('=');
  const comma = text.indexOf(',');
  return equals > 0 && (comma < 0 || equals < comma);
}

function readVariable(text: string, variables: Variables): void {
  const equals = text.indexOf('=');
  const kind = VARIABLES[text.slice(0, equals).trim().toUpperCase()];
  const value = withoutExtension(text.slice(equals + 1));
  if (kind !== undefined && value !== '') variables[kind].push(value.toLowerCase());
}

function managerOf(value: string): { readonly domain: string; readonly country?: string } {
  const [domain = '', country = ''] = value.split(',').map((part) => part.trim());
  return country === '' ? { domain } : { domain, country: country.toUpperCase() };
}

function sellerLine(text: string): SellerLine | undefined {
  const [domain, seller, relation, certification] = withoutExtension(text)
    .split(',', 5)
    .map((field) => field.trim());
  const relationship = relation?.toUpperCase();
  if (!domain || !isDomain(domain) || !seller) return undefined;
  if (relationship !== 'DIRECT' && relationship !== 'RESELLER') return undefined;
  return {
    domain: domain.toLowerCase(),
    seller,
    relationship,
    ...(certification ? { certification } : {}),
  };
}

function withoutExtension(text: string): string {
  const at = text.indexOf(';');
  return (at < 0 ? text : text.slice(0, at)).trim();
}

const DOMAIN_CHARS_MAX = 253;

/** Letters, digits, dots and hyphens, with a dot between; nothing that would break out of a host name. */
export const isDomain = (text: string): boolean =>
  text.length <= DOMAIN_CHARS_MAX && /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i.test(text);

/** One line as a file holds it. */
export const writeSellerLine = ({ domain, seller, relationship, certification }: SellerLine): string =>
  [domain, seller, relationship, ...(certification === undefined ? [] : [certification])].join(', ');

/** Does the file let this seller of this system sell? */
export const authorises = (
  { lines }: AdsTxt,
  { domain, seller }: Pick<SellerLine, 'domain' | 'seller'>,
): boolean => lines.some((line) => line.domain === domain.toLowerCase() && line.seller === seller);
