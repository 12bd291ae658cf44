import { describe, expect, it } from 'vitest';
import type { SupplyChain } from '../user.ts';
import { downTo25 } from './down-to-25.ts';
import { liftRewarded, upTo26 } from './up-to-26.ts';

const CHAIN: SupplyChain = { complete: 1, nodes: [{ asi: 'a.example', sid: '1' }], ver: '1.0' };
const EIDS = [{ source: 'id.example', uids: [{ id: '1' }] }];

describe('a request of older versions', () => {
  it('is lifted to 2.6, and what has no other place stays', () => {
    const older = {
      regs: { ext: { gdpr: 1, us_privacy: '1---', gpp: 'DB', gpp_sid: [7], gpc: '1' } },
      user: { ext: { consent: 'C', eids: EIDS } },
      source: { ext: { schain: CHAIN, omidpn: 'o' } },
      device: { ext: { sua: { mobile: 1 }, atts: 3 } },
    };
    expect(upTo26(older)).toEqual({
      regs: { gdpr: 1, us_privacy: '1---', gpp: 'DB', gpp_sid: [7], ext: { gpc: '1' } },
      user: { consent: 'C', eids: EIDS },
      source: { schain: CHAIN, ext: { omidpn: 'o' } },
      device: { sua: { mobile: 1 }, ext: { atts: 3 } },
    });
  });

  it('keeps the place of 2.6 where both are taken, and the stricter law', () => {
    const both = {
      regs: { gdpr: 0, coppa: 1, us_privacy: '1YYY', ext: { gdpr: '1', coppa: 0, us_privacy: '1NNN' } },
      user: { consent: '', eids: EIDS, ext: { consent: 'C', eids: [] } },
    };
    expect(upTo26(both)).toEqual({
      regs: { gdpr: '1', coppa: 1, us_privacy: '1YYY' },
      user: { consent: 'C', eids: EIDS },
    });
  });

  it('has its chain of 2.4 behind both later places', () => {
    expect(upTo26({ ext: { schain: CHAIN, prebid: {} } })).toEqual({
      ext: { prebid: {} },
      source: { schain: CHAIN },
    });
    expect(upTo26({ ext: { schain: {} }, source: { ext: { schain: CHAIN } } })).toEqual({
      ext: {},
      source: { schain: CHAIN },
    });
  });

  it('is the same object where nothing is to be lifted, and never changed', () => {
    const plain = Object.freeze({
      id: '1',
      regs: { gdpr: 1, ext: { gpc: '0' } },
      user: { ext: { data: {} } },
    });
    expect(upTo26(plain)).toBe(plain);
    const odd = { regs: 'x', user: [], source: null, ext: 7 };
    expect(upTo26(odd)).toBe(odd);
  });

  it('says a rewarded placement once', () => {
    expect(liftRewarded({ ext: { prebid: { is_rewarded_inventory: 1 } } })).toMatchObject({ rwdd: 1 });
    const told = { rwdd: 1, ext: { prebid: { is_rewarded_inventory: 0 } } };
    expect(liftRewarded(told)).toBe(told);
  });
});

describe('a request for a bidder of 2.5', () => {
  it('has everything back in its extension', () => {
    const request = downTo25({
      id: '1',
      imp: [
        { id: 'i', rwdd: 1, ext: { gpid: 'g' } },
        { id: 'j', rwdd: 0 },
      ],
      regs: { gdpr: 1, us_privacy: '1---', gpp: 'DB', ext: { gpc: '1' } },
      user: { id: 'u', consent: 'C', eids: EIDS },
      source: { schain: CHAIN, ext: { omidpn: 'o' } },
    });
    expect(request).toEqual({
      id: '1',
      imp: [{ id: 'i', ext: { gpid: 'g', prebid: { is_rewarded_inventory: 1 } } }, { id: 'j' }],
      regs: { ext: { gpc: '1', gdpr: 1, us_privacy: '1---', gpp: 'DB' } },
      user: { id: 'u', ext: { consent: 'C', eids: EIDS } },
      source: { ext: { omidpn: 'o', schain: CHAIN } },
    });
  });

  it('holds nothing that came later', () => {
    const request = downTo25({
      id: '1',
      cattax: 2,
      site: { id: 's', cattax: 2, kwarray: ['k'] },
      device: { ua: 'u', langb: 'de' },
      imp: [{ id: 'i', ssai: 1, video: { mimes: ['video/mp4'], plcmt: 1, podid: 'p', poddur: 60 } }],
    });
    expect(request).toEqual({
      id: '1',
      site: { id: 's' },
      device: { ua: 'u' },
      imp: [{ id: 'i', video: { mimes: ['video/mp4'] } }],
    });
  });

  it('is otherwise as it was', () => {
    expect(downTo25({ id: '1', imp: [{ id: 'i' }], regs: {}, user: {} })).toEqual({
      id: '1',
      imp: [{ id: 'i' }],
      regs: {},
      user: {},
    });
  });
});
