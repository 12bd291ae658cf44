/**
 * What became of one request; closed, so that each is a metric label of its own. It carries nothing of the request.
 *
 * - `recorded`: the event is on disk now. `recorded.robot`: likewise, and the user agent names itself a robot.
 * - `duplicate`: it was on disk before; answered like `recorded`.
 * - `peeked`: HEAD, OPTIONS or a prefetch; a look at the URL is no event.
 * - `lost`: a click whose event could not be stored; the person was sent on nevertheless.
 * - the others: refused, see `REFUSALS`; nothing was written.
 */
export type CollectorOutcome = 'recorded' | 'recorded.robot' | 'duplicate' | 'peeked' | 'lost' | RefusalCode;

/** Every refusal with its HTTP status and public title (RFC 9457); codes are stable and never reused. */
export const REFUSALS = {
  'token.malformed': { status: 400, title: 'This is not an event token.' },
  'token.forged': { status: 403, title: 'The event token was not signed here.' },
  'token.expired': { status: 410, title: 'The event came too long after its auction.' },
  'token.early': { status: 400, title: 'The event token is from the future.' },
  'token.kind': { status: 403, title: 'This kind of event is not collected of this ad.' },
  'event.route': { status: 400, title: 'This kind of event belongs to another route.' },
  'click.url': { status: 400, title: 'The landing page is not an http or https URL.' },
  'click.malformed': { status: 400, title: 'This is not the id of a click.' },
  'click.forged': { status: 403, title: 'The id of the click was not made here.' },
  'click.expired': { status: 410, title: 'The conversion came too long after its click.' },
  'click.early': { status: 400, title: 'The id of the click is from the future.' },
  'view.malformed': { status: 400, title: 'This is not the id of a view.' },
  'view.forged': { status: 403, title: 'The id of the view was not made here.' },
  'view.expired': { status: 410, title: 'The conversion came too long after its view.' },
  'view.early': { status: 400, title: 'The id of the view is from the future.' },
  'conversion.key': {
    status: 403,
    title: 'The key is none of the advertiser whose ad was clicked or seen, or not for this way.',
  },
  'conversion.kind': { status: 422, title: 'The advertiser has not declared this kind of conversion.' },
  'conversion.value': { status: 422, title: 'The value is no amount of money between 0 and 1,000,000.' },
  'conversion.currency': { status: 422, title: "The value is not in the campaign's currency." },
  'conversion.order': { status: 422, title: 'The order id is no text of 1 to 200 characters.' },
  'conversion.body': { status: 400, title: 'The body is no JSON object.' },
  'conversion.member': { status: 422, title: 'The body has a member that is not asked for.' },
  'conversion.large': { status: 413, title: 'The body is too large.' },
  'prefetch.refused': { status: 403, title: 'A click is not followed in advance.' },
  'path.unknown': { status: 404, title: 'There is no such path.' },
  'method.refused': { status: 405, title: 'Only GET, HEAD, POST and OPTIONS are answered here.' },
  'log.unavailable': { status: 503, title: 'The event could not be stored; try again.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof REFUSALS;
