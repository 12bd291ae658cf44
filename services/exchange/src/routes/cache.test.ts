import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';

let rig: ExchangeRig;
beforeAll(async () => {
  const inventory = JSON.parse(
    await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'),
  );
  inventory.bidders[0].modifyingVastXmlAllowed = true;
  rig = await startExchangeRig({ snapshot: snapshotOf(inventory) });
});
afterAll(() => rig.close());

const put = (path: string, body: unknown) =>
  fetch(rig.url + path, {
    method: 'POST',
    headers: { origin: 'https://news.example', 'content-type': 'text/plain' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const uuidsOf = async (answer: Response): Promise<string[]> => {
  expect(answer.status).toBe(200);
  const { responses } = (await answer.json()) as { responses: { uuid: string }[] };
  return responses.map(({ uuid }) => uuid);
};
const VAST =
  '<VAST version="3.0"><Ad><InLine><Impression>https://own.example</Impression></InLine></Ad></VAST>';

describe('/cache', () => {
  it('keeps JSON and XML for a page of any origin, and gives each back as what it is', async () => {
    const answer = await put('/cache', {
      puts: [
        { type: 'json', value: { adm: '<b>ad</b>', price: 1.5 } },
        { type: 'xml', value: VAST, ttlseconds: 60, key: 'a-key-of-the-page' },
      ],
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://news.example');
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    const [json = '', xml = ''] = await uuidsOf(answer);
    expect(xml).toBe('a-key-of-the-page');
    const first = await fetch(`${rig.url}/cache?uuid=${json}`);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await first.json()).toEqual({ adm: '<b>ad</b>', price: 1.5 });
    const second = await fetch(`${rig.url}/cache?uuid=${xml}`);
    expect([second.status, second.headers.get('content-type')]).toEqual([200, 'application/xml']);
    expect(await second.text()).toBe(VAST);
  });

  it('K2: lets kept markup act for nobody: as a document it has no scripts and no origin', async () => {
    const value = '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>';
    const [uuid] = await uuidsOf(await put('/cache', { puts: [{ type: 'xml', value }] }));
    const { headers } = await fetch(`${rig.url}/cache?uuid=${uuid}`);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers an empty uuid where the key is taken, and nothing to nothing', async () => {
    const one = (value: string) => put('/cache', { puts: [{ type: 'xml', value, key: 'taken-0123456789' }] });
    expect(await uuidsOf(await one('<a/>'))).toEqual(['taken-0123456789']);
    expect(await uuidsOf(await one('<b/>'))).toEqual(['']);
    expect(await uuidsOf(await put('/cache', {}))).toEqual([]);
  });

  it.each([
    ['/cache', 400, 'missing required parameter uuid\n'],
    ['/cache?uuid=', 400, 'missing required parameter uuid\n'],
    ['/cache?uuid=6d9e2f9c-0000-4000-8000-000000000000', 404, 'nothing is kept under this uuid\n'],
    [`/cache?uuid=${'x'.repeat(5_000)}`, 404, 'nothing is kept under this uuid\n'],
  ])('answers %s with %i', async (path, status, body) => {
    const answer = await fetch(rig.url + path);
    expect([answer.status, await answer.text()]).toEqual([status, body]);
  });

  it.each([
    ['{', 'Request body is not valid JSON'],
    [[], 'puts must be an array'],
    [{ puts: Array.from({ length: 11 }, () => ({})) }, 'More keys than allowed: 10'],
    [{ puts: [7] }, 'puts[0] must be an object'],
    [{ puts: [{ type: 'yaml', value: 1 }] }, 'Type must be one of ["json", "xml"] in puts[0]'],
    [{ puts: [{ type: 'json' }] }, 'Missing value in puts[0]'],
    [{ puts: [{ type: 'xml', value: {} }] }, 'XML messages must have a String value in puts[0]'],
    [
      { puts: [{ type: 'xml', value: '', ttlseconds: -1 }] },
      'ttlseconds must not be negative, and a whole number, in puts[0]',
    ],
    [
      { puts: [{ type: 'xml', value: '', key: 'alice@example.com' }] },
      'puts[0].key must have 16 to 128 letters, digits, dots, dashes or underscores',
    ],
    [
      { puts: [{ type: 'xml', value: 'x'.repeat(131_073) }] },
      'puts[0].value exceeded the maximum of 131072 bytes',
    ],
    ['x'.repeat(262_145), 'request size exceeded max size of 262144 bytes.'],
  ])('refuses %.60j', async (body, message) => {
    const answer = await put('/cache', body);
    expect([answer.status, await answer.text()]).toEqual([400, `${message}\n`]);
  });

  it('answers a preflight, and refuses other methods', async () => {
    const headers = { origin: 'https://news.example' };
    const preflight = await fetch(`${rig.url}/cache`, { method: 'OPTIONS', headers });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
      204,
      'GET, POST, HEAD, OPTIONS',
    ]);
    const refused = await fetch(`${rig.url}/cache`, { method: 'DELETE', headers });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
  });

  it('answers with 503 and no promise while there is no room', async () => {
    const { url, close } = await startExchangeRig({ creatives: { itemsMax: 2 } });
    const ask = (puts: unknown[]) =>
      fetch(`${url}/cache`, { method: 'POST', body: JSON.stringify({ puts }) });
    const xml = { type: 'xml', value: '<a/>' };
    const full = await ask([xml, xml]);
    expect([full.status, await full.text(), full.headers.get('retry-after')]).toEqual([
      503,
      'the cache is full\n',
      '30',
    ]);
    await close();
  });
});

describe('/vtrack', () => {
  const ask = (query: string, bidder: string, value = VAST) =>
    put(`/vtrack${query}`, {
      puts: [{ type: 'xml', value, bidid: 'b&1', bidder, timestamp: 1_700_000_000_000 }],
    });

  it('puts an impression of ours beside the bidder’s own where the bidder allows it', async () => {
    const [uuid] = await uuidsOf(await ask('?a=demo&int=web', 'dsp-a'));
    const kept = await (await fetch(`${rig.url}/vtrack?uuid=${uuid}`)).text();
    expect(kept).toBe(
      '<VAST version="3.0"><Ad><InLine><Impression><![CDATA[https://ads.example/event?t=imp&b=b%261&a=demo&ts=1700000000000&bidder=dsp-a&f=b&int=web]]></Impression><Impression>https://own.example</Impression></InLine></Ad></VAST>',
    );
  });

  it.each([
    ['dsp-b', false],
    ['DSP-B', false],
    ['DSP-A', true],
    ['somebody', true],
  ])('asks only our own bidders whether their VAST may be changed: of %s %s', async (bidder, isChanged) => {
    const [uuid] = await uuidsOf(await ask('?a=demo', bidder));
    const kept = await (await fetch(`${rig.url}/cache?uuid=${uuid}`)).text();
    expect([kept === VAST, kept.includes(`bidder=${bidder}`)]).toEqual([!isChanged, isChanged]);
  });

  it.each([
    ['', 'dsp-a', 400, "Account 'a' is required query parameter and can't be empty\n"],
    [
      '?a=nobody',
      'dsp-a',
      400,
      'Invalid request: Prebid-server could not verify the Account ID. Please reach out to the prebid server host.\n',
    ],
    [
      '?a=closed',
      'dsp-a',
      503,
      'Invalid request: Prebid-server has disabled Account ID: closed, please reach out to the prebid server host.\n',
    ],
    ['?a=demo', '', 400, "Invalid request: puts[0].bidder is required and can't be empty\n"],
    [
      '?a=demo&int=%3Cb%3E',
      'dsp-a',
      400,
      "Invalid request: integration type can only have 64 numbers, letters and these characters '-', '_'\n",
    ],
  ])('answers %s for "%s" with %i', async (query, bidder, status, body) => {
    const answer = await ask(query, bidder);
    expect([answer.status, await answer.text()]).toEqual([status, body]);
  });
});
