import type { Offer } from '@jianchat/auction';
import type { EventLog } from '@jianchat/log';
import { describe, expect, it } from 'vitest';
import { createCreativeWatch } from './watch-creatives.ts';

const offer = (adm: string, change: Partial<Offer> = {}): Offer => ({
  imp: 0,
  demandKind: 'openrtb',
  demand: 'dsp-a',
  seat: 'dsp-a',
  advertiser: '',
  priceMicros: 1,
  currency: 'USD',
  format: 'banner',
  bid: { id: 'b', crid: 'c', w: 300, h: 250, adomain: ['brand.example'] },
  adm,
  clickUrl: '',
  latencyMs: 1,
  render: () => adm,
  ...change,
});

function rig(append: () => Promise<unknown> = async () => ({})) {
  const told: { key: string; value: Uint8Array }[] = [];
  const counts: string[] = [];
  const log = {
    append: (_topic: string, message: { key: string; value: Uint8Array }) => {
      told.push(message);
      return append();
    },
  } as unknown as EventLog;
  return { told, counts, watch: createCreativeWatch(log, { count: (name) => counts.push(name) }) };
}

describe('creatives of bidders', () => {
  it('are told once, by what they are made of, without what differs from display to display', async () => {
    const { told, watch } = rig();
    watch.see([offer('<b>one</b><img src="https://d.example/?user=7">'), offer('<b>two</b>')], 1_000);
    watch.see([offer('<b>one</b><img src="https://d.example/?user=8">')], 2_000);
    watch.see([offer('<b>ours</b>', { demandKind: 'direct' }), offer('')], 2_000);
    await watch.settled();
    expect(told).toHaveLength(2);
    const record = JSON.parse(Buffer.from(told[0]?.value ?? []).toString());
    expect(record).toEqual({
      v: 1,
      atMs: 1_000,
      hash: told[0]?.key.split(' ')[0],
      demand: 'dsp-a',
      creative: 'c',
      format: 'banner',
      w: 300,
      h: 250,
      markup: '<b>one</b><img src="https://d.example/?">',
      domains: ['brand.example'],
    });
  });

  it('are told so many per second and no more, however many come', () => {
    const { told, counts, watch } = rig();
    const flood = Array.from({ length: 500 }, (_, at) => offer(`<b>ad ${at} x</b>`));
    watch.see(flood, 5_000);
    expect(told).toHaveLength(10);
    expect(counts).toHaveLength(190);
    watch.see(flood, 6_000);
    expect(told).toHaveLength(20);
  });

  it('that the log refuses are told again when they come again', async () => {
    const { told, counts, watch } = rig(() => Promise.reject(new Error('full')));
    watch.see([offer('<b>x</b>')], 1_000);
    await watch.settled();
    watch.see([offer('<b>x</b>')], 2_000);
    await watch.settled();
    expect([told.length, counts]).toEqual([2, ['creative.dropped', 'creative.dropped']]);
  });
});
