import type { RequestFor } from '@jianchat/policy';
import { describe, expect, it } from 'vitest';
import { prebidFault } from './prebid-fault.ts';
import { requestFault } from './request-fault.ts';

type Request = RequestFor<'adDelivery'>;
type Prebid = NonNullable<NonNullable<Request['ext']>['prebid']>;

const known = (name: string): boolean => ['acme', 'beta'].includes(name);
const BANNER = { format: [{ w: 300, h: 250 }] };
const request = (members: object): Request => ({
  id: 'r',
  imp: [{ id: 'i', banner: BANNER }],
  site: { id: 's' },
  ...members,
});
const withImp = (imp: object): Request => request({ imp: [{ id: 'i', ...imp }] });

describe('a request', () => {
  it('without fault has none', () => expect(requestFault(request({}), known)).toBeUndefined());

  it.each<[string, Request]>([
    ['request missing required field: "id"', request({ id: '' })],
    ['request.tmax must be nonnegative. Got -1', request({ tmax: -1 })],
    ['request.imp must contain at least one element.', request({ imp: [] })],
    ['request.wseat and request.bseat must not both be provided.', request({ wseat: ['a'], bseat: ['b'] })],
    ['request.imp[0] missing required field: "id"', withImp({ id: '', banner: BANNER })],
    [
      'request.imp[0] must contain at least one of "banner", "video", "audio", or "native"',
      withImp({ id: 'i' }),
    ],
    [
      'request.imp[0].banner has no sizes. Define "w" and "h", or include "format" elements.',
      withImp({ banner: {} }),
    ],
    ['request.imp[0].banner.w must be a positive number', withImp({ banner: { w: -1 } })],
    [
      'Request imp[0].banner.format[0] must define non-zero "h" and "w" properties.',
      withImp({ banner: { format: [{ w: 300 }] } }),
    ],
    [
      'Request imp[0].banner.format[0] must define non-zero "wmin", "wratio", and "hratio" properties.',
      withImp({ banner: { format: [{ wmin: 1 }] } }),
    ],
    [
      'request.imp[0].banner.format[0].wmin must be a positive number',
      withImp({ banner: { format: [{ wmin: -1 }] } }),
    ],
    ['request.imp[0].video.mimes must contain at least one supported MIME type', withImp({ video: {} })],
    ['request.imp[0].video.h must be a positive number', withImp({ video: { mimes: ['v'], h: -1 } })],
    [
      'request.imp[0].video.maxbitrate must be a positive number',
      withImp({ video: { mimes: ['v'], maxbitrate: -1 } }),
    ],
    ['request.imp[0].audio.mimes must contain at least one supported MIME type', withImp({ audio: {} })],
    [
      'request.imp[0].audio.sequence must be a positive number',
      withImp({ audio: { mimes: ['a'], sequence: -1 } }),
    ],
    ['request.imp[0].native missing required property "request"', withImp({ native: { ver: '1.2' } })],
    [
      'request.imp[0].pmp.deals[1] missing required field: "id"',
      withImp({ banner: BANNER, pmp: { deals: [{ id: 'd' }, { id: '' }] } }),
    ],
  ])('is refused with "%s"', (message, faulty) => {
    expect(requestFault(faulty, known)).toBe(message);
  });
});

describe('ext.prebid', () => {
  it('without fault has none', () => {
    const prebid: Prebid = {
      aliases: { mine: 'acme' },
      aliasgvlids: { mine: 7 },
      bidadjustmentfactors: { acme: 0.9, mine: 1.1, mediatypes: {} },
      schains: [{ bidders: ['acme'] }, { bidders: ['*'] }],
      data: {
        eidpermissions: [
          { source: 'a', bidders: ['nobody-here'] },
          { source: 'a', mm: 1, bidders: ['*'] },
        ],
      },
      currency: { rates: { USD: { EUR: 0.9 } } },
      cache: { bids: {} },
      channel: { name: 'pbjs' },
      nosale: ['*'],
    };
    expect(prebidFault(prebid, known)).toBeUndefined();
  });

  it.each<[string, Prebid]>([
    ['request.ext.prebid.aliases.x refers to unknown bidder: y', { aliases: { x: 'y' } }],
    [
      'request.ext.prebid.aliases.acme defines a no-op alias. Choose a different alias, or remove this entry.',
      { aliases: { acme: 'acme' } },
    ],
    [
      'request.ext.prebid.aliasgvlids. vendorId 7 refers to unknown bidder alias: x',
      { aliasgvlids: { x: 7 } },
    ],
    [
      'request.ext.prebid.aliasgvlids. Invalid vendorId 0 for alias: x. Choose a different vendorId, or remove this entry.',
      { aliases: { x: 'acme' }, aliasgvlids: { x: 0 } },
    ],
    [
      'request.ext.prebid.bidadjustmentfactors.acme must be a positive number. Got 0.000000',
      { bidadjustmentfactors: { acme: 0 } },
    ],
    [
      'request.ext.prebid.bidadjustmentfactors.x is not a known bidder or alias',
      { bidadjustmentfactors: { x: 1 } },
    ],
    [
      'cannot have multiple bidders that differ only in case style',
      { aliases: { ACME: 'beta' }, bidadjustmentfactors: { acme: 1, ACME: 2 } },
    ],
    [
      'request.ext.prebid.schains contains multiple schains for bidder acme; it must contain no more than one per bidder.',
      { schains: [{ bidders: ['acme'] }, { bidders: ['acme'] }] },
    ],
    [
      'request.ext.prebid.data.eidpermissions[0] missing required field: "source"',
      { data: { eidpermissions: [{ bidders: ['acme'] }] } },
    ],
    [
      'request.ext.prebid.data.eidpermissions[1] duplicate entry with field: "source"',
      {
        data: {
          eidpermissions: [
            { source: 'a', bidders: ['*'] },
            { source: 'a', bidders: ['acme'] },
          ],
        },
      },
    ],
    [
      'request.ext.prebid.data.eidpermissions[0] missing or empty required field: "bidders"',
      { data: { eidpermissions: [{ source: 'a' }] } },
    ],
    [
      'request.ext.prebid.data.eidpermissions[0] contains bidder wildcard "*" mixed with specific bidders',
      { data: { eidpermissions: [{ source: 'a', bidders: ['*', 'acme'] }] } },
    ],
    ['currency code DOLLAR is not recognized or malformed', { currency: { rates: { DOLLAR: {} } } }],
    ['currency code eur is not recognized or malformed', { currency: { rates: { USD: { eur: 1 } } } }],
    ["ext.prebid.channel.name can't be empty", { channel: { version: '1' } }],
    [
      'request.ext is invalid: request.ext.prebid.cache requires one of the "bids" or "vastxml" properties',
      { cache: {} },
    ],
    [
      'request.ext.prebid.nosale is invalid: can only specify all bidders if no other bidders are provided',
      { nosale: ['*', 'acme'] },
    ],
    [
      'request.ext.prebid.bidderconfig is invalid: bidders can only be "*" if no other bidders are provided',
      { bidderconfig: [{ bidders: ['*', 'acme'] }] },
    ],
  ])('is refused with "%s"', (message, prebid) => {
    expect(prebidFault(prebid, known)).toBe(message);
  });
});
