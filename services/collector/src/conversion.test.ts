import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { createTokenMint, type EventClaims, kindBits } from '@jianchat/events';
import { convertingClaims, SAMPLE_KEY, SAMPLE_TERMS } from '@jianchat/events/testing';
import type { AdvertiserConversions } from '@jianchat/snapshot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CollectorScene, openCollectorScene } from './testing/collector-scene.ts';

const mint = createTokenMint(SAMPLE_KEY);
/** As advertisers write it. */
const MACRO = '$' + '{CLICK_ID}';
const HOUR_MS = 3_600_000;
const claims = convertingClaims({ currency: 'EUR' });
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const rules: Record<string, AdvertiserConversions> = {
  'adv-1': {
    keys: [
      { use: 'server', hash: hashOf('server-secret') },
      { use: 'page', hash: hashOf('page-secret') },
    ],
    kinds: ['trial'],
  },
  'adv-2': { keys: [{ use: 'server', hash: hashOf('secret-of-another') }] },
};

let scene: CollectorScene;
const ask = (path: string, init?: RequestInit) => scene.ask(path, init);
const recorded = async () => (await scene.recorded()).filter(({ kind }) => kind === 'conversion');

beforeEach(async () => {
  scene = await openCollectorScene({ conversionsOf: (advertiser) => rules[advertiser] });
});
afterEach(() => scene.close());

/** Clicks an ad and gives the id that its landing page is told. */
async function clickOn(
  change: Partial<EventClaims> = {},
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await ask(`/c/${mint.sign({ ...claims, ...change })('click')}`, { headers });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('jc_click') ?? '';
}
const post = (body: object, secret = 'server-secret') =>
  ask('/conversion', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${secret}` },
  });
const purchase = { kind: 'purchase', valueMicros: 12_500_000, currency: 'EUR', order: 'order-7' };

describe('a click', () => {
  it('U2: tells its landing page an id, in its own place where the URL has one', async () => {
    expect(await clickOn()).not.toBe('');
    const macro = mint.sign({ ...claims, imp: 1, clickUrl: `https://example.com/?id=${MACRO}&b=2` });
    const location = (await ask(`/c/${macro('click')}`)).headers.get('location') ?? '';
    expect(location).toMatch(/^https:\/\/example\.com\/\?id=[\w-]{100,}&b=2$/);
  });

  it.each([
    ['https://example.com/a', /^https:\/\/example\.com\/a\?jc_click=[\w-]{100,}$/],
    ['https://example.com/?', /^https:\/\/example\.com\/\?jc_click=[\w-]{100,}$/],
    [
      'https://example.com/?q=a%20b~c&flag#part',
      /^https:\/\/example\.com\/\?q=a%20b~c&flag&jc_click=[\w-]{100,}#part$/,
    ],
  ])('leaves the rest of its landing page as its advertiser wrote it: %s', async (clickUrl, wanted) => {
    const answer = await ask(`/c/${mint.sign({ ...claims, clickUrl })('click')}`);
    expect(answer.headers.get('location')).toMatch(wanted);
  });

  it('U3 K6: tells none where conversions may not be measured, to robots and to who only looks', async () => {
    const { conversion: _, ...unmeasured } = claims;
    const answer = await ask(`/c/${mint.sign(unmeasured)('click')}`);
    expect(answer.headers.get('location')).toBe('https://example.com/landing?a=1');
    expect(await clickOn({ imp: 2 }, { 'user-agent': 'Searchbot' })).toBe('');
    const head = await ask(`/c/${mint.sign(claims)('click')}`, { method: 'HEAD' });
    expect(head.headers.get('location')).not.toContain('jc_click');
  });
});

describe('a conversion', () => {
  it('U3: comes from a server, once for each order, and keeps nothing of what names it', async () => {
    const click = await clickOn();
    const [first, second] = [await post({ click, ...purchase }), await post({ click, ...purchase })];
    expect([first.status, second.status]).toEqual([204, 204]);
    const records = await recorded();
    expect(records).toMatchObject([
      {
        claims: { auction: claims.auction, clickUrl: '', conversion: SAMPLE_TERMS },
        declaredRobot: false,
        conversion: {
          kind: 'purchase',
          valueMicros: 12_500_000,
          clickedMs: scene.nowMs,
          use: 'server',
          key: hashOf('server-secret').slice(0, 16),
        },
      },
    ]);
    expect(JSON.stringify(records)).not.toContain('order-7');
  });

  it('comes from a page as a pixel, with the value as it is written', async () => {
    const query = new URLSearchParams({
      ...{ click: await clickOn(), key: 'page-secret', kind: 'trial' },
      ...{ value: '12.5', currency: 'EUR' },
    });
    const answer = await ask(`/conversion?${query}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect(await recorded()).toMatchObject([{ conversion: { kind: 'trial', valueMicros: 12_500_000 } }]);
  });

  it('U3: is attributed to the last of its clicks', async () => {
    const early = await clickOn();
    scene.nowMs += 60_000;
    const late = await clickOn({ auction: 'CCCCCCCCCCCCCCCCCCCCCC' });
    expect((await post({ clicks: [late, early], ...purchase })).status).toBe(204);
    expect(await recorded()).toMatchObject([{ claims: { auction: 'CCCCCCCCCCCCCCCCCCCCCC' } }]);
  });

  it.each<[string, number, object, string?]>([
    ['click.forged', 403, { click: 'A'.repeat(200) }],
    ['click.malformed', 400, { click: undefined }],
    ['conversion.key', 403, {}, 'secret-of-another'],
    ['conversion.key', 403, {}, 'page-secret'],
    ['conversion.kind', 422, { kind: 'trial2' }],
    ['conversion.value', 422, { valueMicros: -1 }],
    ['conversion.value', 422, { valueMicros: '1' }],
    ['conversion.currency', 422, { currency: 'USD' }],
    ['conversion.order', 422, { order: '' }],
    ['conversion.member', 422, { email: 'somebody' }],
  ])('U7 K6: is refused with %s (%d) for %o, and changes nothing', async (code, status, change, secret) => {
    const answer = await post({ click: await clickOn(), ...purchase, ...change }, secret);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
    expect(await recorded()).toEqual([]);
  });

  it('is refused after its window, for a foreign advertiser, and as an event URL', async () => {
    const click = await clickOn();
    const foreign = await post({ click, ...purchase }, 'secret-of-another');
    expect(foreign.status).toBe(403);
    const url = await ask(`/e/${mint.sign(claims)('conversion')}`);
    expect(await url.json()).toMatchObject({ code: 'event.route' });
    scene.nowMs += 24 * HOUR_MS + 1;
    const late = await post({ click, ...purchase });
    expect([late.status, await late.json()]).toMatchObject([410, { code: 'click.expired' }]);
    expect(await recorded()).toEqual([]);
  });

  it('K2: is refused where the body is no object or too large', async () => {
    const send = async (body: string) => (await ask('/conversion', { method: 'POST', body })).status;
    expect([await send('[1]'), await send('{'), await send('x'.repeat(40_000))]).toEqual([400, 400, 413]);
  });

  it('K2: is told that it is too large also where its body goes on for long', async () => {
    const answer = await ask('/conversion', { method: 'POST', body: 'x'.repeat(8_000_000) });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'conversion.large' }]);
  });

  it('costs nothing where its sender leaves in the middle of the body', async () => {
    const half = 'POST /conversion HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{';
    const socket = connect(scene.port, '127.0.0.1', () => socket.write(half, () => socket.destroy()));
    await expect.poll(() => scene.outcomes).toEqual(['conversion.body']);
    expect(scene.faults).toEqual([]);
  });
});

describe('a view', () => {
  const terms = { ...SAMPLE_TERMS, viewHours: 3 };
  const show = async (
    change: Partial<EventClaims> = {},
    kind: 'impression' | 'viewable' = 'impression',
    headers = {},
  ) => {
    const kinds = kindBits(['impression', 'viewable', 'click', 'conversion']);
    const token = mint.sign({ ...claims, kinds, conversion: terms, ...change })(kind);
    return ask(`/e/${token}`, { headers });
  };
  const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const pixel = (more: string, headers = {}) =>
    ask(`/conversion/adv-1?key=page-secret&kind=purchase${more}`, { headers });

  it('U3: is remembered by the browser alone, for its advertiser and its window, and told to who reports it', async () => {
    const answer = await show();
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^jc_shown=[\w-]{100,}; Path=\/conversion\/adv-1; Max-Age=10800; Secure; HttpOnly; SameSite=None$/,
    );
    expect(cookie).toContain(answer.headers.get('jc-view') ?? '-');
    expect(answer.headers.get('access-control-expose-headers')).toBe('jc-view');
    expect((await show({ imp: 1 }, 'viewable')).headers.get('set-cookie')).toMatch(/^jc_viewed=/);
  });

  it('U3 K6: leaves nothing where it may not be remembered, of robots, looks and who opted out', async () => {
    const optout = 'uids=out';
    const { viewHours: _, ...unremembered } = terms;
    const answers = [
      await show({ conversion: unremembered }),
      await show({ imp: 1 }, 'impression', { 'user-agent': 'Searchbot' }),
      await show({ imp: 2 }, 'impression', { 'sec-purpose': 'prefetch' }),
      await show({ imp: 3 }, 'impression', { cookie: optout }),
      await show({ imp: 4, conversion: { ...terms, viewableOnly: true } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(
      answers.flatMap(({ headers }) => headers.get('set-cookie') ?? headers.get('jc-view') ?? []),
    ).toEqual([]);
    const cookie = cookieOf(await show({ imp: 5 }));
    expect((await pixel('', { cookie: `${cookie}; ${optout}` })).status).toBe(400);
    expect((await pixel(`&view=${cookie.split('=')[1]}`, { cookie: optout })).status).toBe(400);
  });

  it('U3: is what a conversion without a click is attributed to: the last that was viewable, else the last display', async () => {
    const shown = cookieOf(await show());
    const viewed = cookieOf(await show({ imp: 1 }, 'viewable'));
    scene.nowMs += 60_000;
    const later = cookieOf(await show({ imp: 2 }));
    expect((await pixel('', { cookie: later })).status).toBe(200);
    expect((await pixel('&order=1', { cookie: `${later}; ${viewed}` })).status).toBe(200);
    const given = shown.split('=')[1] ?? '';
    expect((await post({ views: [given, later.split('=')[1]], ...purchase })).status).toBe(204);
    expect(await recorded()).toMatchObject([
      { claims: { imp: 2 }, conversion: { seenAs: 'impression', seenMs: scene.nowMs, use: 'page' } },
      { claims: { imp: 1 }, conversion: { seenAs: 'viewable', seenMs: scene.nowMs - 60_000 } },
      { claims: { imp: 2 }, conversion: { seenAs: 'impression', use: 'server' } },
    ]);
  });

  it('U3: is not made later by asking for its impression again', async () => {
    await show();
    scene.nowMs += 60_000;
    const again = await show();
    expect(again.headers.get('set-cookie')).toContain('; Max-Age=10740;');
    scene.nowMs = claims.atMs + 3 * HOUR_MS;
    const late = await pixel(`&view=${again.headers.get('jc-view')}`);
    expect(late.status).toBe(200);
    scene.nowMs += 1;
    expect((await pixel(`&view=${again.headers.get('jc-view')}`)).status).toBe(410);
  });

  it('U3: in cookies makes no report too long', async () => {
    const click = await clickOn({ imp: 7 });
    const cookie = Array.from({ length: 12 }, (_, at) => `jc_shown=${at}`).join('; ');
    expect((await pixel(`&click=${click}`, { cookie })).status).toBe(200);
    const seen = cookieOf(await show({ imp: 8 }));
    expect((await pixel('&order=2', { cookie: `${seen}; ${cookie}` })).status).toBe(200);
  });

  it('U3: never goes before a click, however late it was', async () => {
    const click = await clickOn({ imp: 7 });
    scene.nowMs += 60_000;
    const cookie = cookieOf(await show({ imp: 8 }, 'viewable'));
    expect((await pixel(`&click=${click}`, { cookie })).status).toBe(200);
    const [record] = await recorded();
    expect(record).toMatchObject({ claims: { imp: 7 }, conversion: { clickedMs: scene.nowMs - 60_000 } });
    expect(record?.conversion?.seenAs).toBeUndefined();
  });

  it('U7: of another advertiser, or after its window, is refused', async () => {
    const view = cookieOf(await show()).split('=')[1];
    const foreign = await post({ views: [view], ...purchase }, 'secret-of-another');
    expect([foreign.status, await foreign.json()]).toMatchObject([403, { code: 'conversion.key' }]);
    scene.nowMs += 3 * HOUR_MS + 1;
    const late = await post({ views: view, ...purchase });
    expect([late.status, await late.json()]).toMatchObject([410, { code: 'view.expired' }]);
    expect(await recorded()).toEqual([]);
  });
});
