/** Makes values coarser: addresses to their network, coordinates to about a kilometre. Truncating twice changes nothing. */

/**
 * IPv4 to its /24, IPv6 to its /48 (an IPv4-mapped IPv6 address counts as IPv4).
 * @returns undefined for text that is no address.
 */
export function truncateIp(address: string): string | undefined {
  if (address.includes(':')) return truncateIpv6(address);
  if (ipv4Number(address) < 0) return undefined;
  const network = address.slice(0, address.lastIndexOf('.'));
  // Longer texts must be joined to be of one piece: V8 writes a request with any other as JSON half as fast.
  return network.length <= COPIED_CHARS_MAX ? `${network}.0` : [network, '.0'].join('');
}

/**
 * What one connection is given: an IPv4 address as it is, of an IPv6 address its /64, the least that a home gets (RFC 6177).
 * @returns undefined for text that is no address.
 */
export function connectionNetwork(address: string): string | undefined {
  if (address.includes(':')) return truncateIpv6(address, 4);
  return ipv4Number(address) < 0 ? undefined : address;
}

/**
 * Degrees to two decimals, towards zero, so that the result doesn't depend on rounding: -0.29 stays -0.29, although times 100 it is
 * -28.999999999999996. The hundredths next to a product are tried out: of two doubles whose shortest texts have two decimals at most, the
 * larger one stands for the larger text.
 */
export function truncateDegrees(degrees: number): number {
  const size = Math.abs(degrees);
  if (!(size < DEGREES_MAX)) return 0;
  let hundredths = Math.floor(size * 100) + 1;
  while (hundredths / 100 > size) hundredths--;
  if (hundredths === 0) return 0;
  return degrees < 0 ? -hundredths / 100 : hundredths / 100;
}

/** No longitude is near it, and a hundredth is still far more than the doubles there are apart. */
const DEGREES_MAX = 1e9;

/** V8 makes a text of two parts by copying them while there are fewer than 13 characters. */
const COPIED_CHARS_MAX = 10;

const [DOT, ZERO] = [0x2e, 0x30];

/** The 32 bits of an address in dotted decimals; -1 for anything else. It stands in every request, so it makes no parts. */
function ipv4Number(address: string): number {
  if (address.length > 15) return -1;
  let number = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < address.length; at++) {
    const code = address.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0 || ++dots > 3) return -1;
      number = number * 256 + octet;
      octet = 0;
      digits = 0;
      continue;
    }
    if (code < ZERO || code > ZERO + 9) return -1;
    // A leading zero would be octal to some readers and decimal to others.
    if (++digits > 1 && octet === 0) return -1;
    octet = octet * 10 + code - ZERO;
    if (octet > 255) return -1;
  }
  return dots === 3 && digits > 0 ? number * 256 + octet : -1;
}

/** @param groupsKept of eight; of an IPv4-mapped address its /24 stays */
function truncateIpv6(address: string, groupsKept = 3): string | undefined {
  const groups = parseIpv6(address);
  if (groups === undefined) return undefined;
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) {
    const [high = 0, low = 0] = groups.slice(6);
    return `${high >>> 8}.${high & 255}.${low >>> 8}.0`;
  }
  const kept = groups.slice(0, groupsKept);
  while (kept.length > 0 && kept.at(-1) === 0) kept.pop();
  return `${kept.map((group) => group.toString(16)).join(':')}::`;
}

/** The eight groups of an IPv6 address; a zone (`%eth0`) or anything else malformed gives undefined. */
function parseIpv6(address: string): number[] | undefined {
  if (address.length > 45) return undefined;
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (isEnd && index === parts.length - 1 && part.includes('.')) {
      const number = ipv4Number(part);
      if (number < 0) return undefined;
      groups.push(number >>> 16, number & 0xffff);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
