/** How a request knocks: method, path, content type and body, '' where there is none. */
export type Door = readonly [method: string, path: string, type: string, body: string];

const JSON_TYPE = 'application/json';
const query = (path: string, parameters: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(parameters)}`;
const SIGNALS = {
  gdpr_consent: 'cnrydconsent',
  us_privacy: 'cnrydprivacy',
  gpp: 'cnrydgpp',
  gpp_sid: 'cnrydsid',
};

/** What names neither an account nor anything stored. */
const DOORS: readonly Door[] = [
  ['POST', '/cache', JSON_TYPE, '{"puts":[{"type":"cnrydtype"}]}'],
  ['GET', '/cache?uuid=cnryduuid-of-nobody', '', ''],
  ['GET', '/info/bidders?enabledonly=cnrydflag', '', ''],
  ['GET', '/info/bidders/cnrydbidder', '', ''],
  ['GET', '/bidders/params?cnryu=cnryuquery', '', ''],
  ['GET', '/version?cnryu=cnryuquery', '', ''],
  ['GET', '/status?cnryu=cnryuquery', '', ''],
];

/**
 * The exchange's routes beside the auction with a planted value wherever somebody could put one, save in markup: that is kept for
 * whoever put it.
 * @param account whose requests they are
 * @param storedRequest an AMP page's
 */
export function routeDoors({
  account,
  storedRequest,
}: {
  account: string;
  storedRequest: string;
}): readonly Door[] {
  const amp = {
    account,
    curl: 'https://cnrydpage.example/cnrydpath',
    slot: 'cnrydslot',
    targeting: '{"cnrydkey":"cnrydvalue"}',
    consent_string: 'cnrydconsent',
    addtl_consent: 'cnrydproviders',
    trace: 'cnrydtrace',
    __amp_source_origin: 'https://cnrydorigin.example',
  };
  const put = {
    type: 'xml',
    value: '<VAST/>',
    bidid: 'cnrydbid',
    bidder: 'cnrydbidder',
    cnryumember: 'cnryuvalue',
  };
  const sync = {
    bidders: ['rec-a', 'cnrydbidder'],
    account,
    ...SIGNALS,
    debug: true,
    cnryumember: 'cnryuvalue',
  };
  const pods = [{ podid: 1, adpoddurationsec: 30, configid: 'cnrydconfig' }];
  return [
    ...DOORS,
    ['GET', query('/openrtb2/amp', { ...amp, tag_id: storedRequest }), '', ''],
    ['GET', query('/openrtb2/amp', { ...amp, tag_id: 'cnrydtag' }), '', ''],
    [
      'POST',
      '/openrtb2/video',
      JSON_TYPE,
      JSON.stringify({ podconfig: { durationrangesec: [15], pods }, user: { id: 'cnryduser' } }),
    ],
    ['POST', '/openrtb2/video', JSON_TYPE, '{"storedrequestid":"cnrydstored"}'],
    ['POST', '/cookie_sync', JSON_TYPE, JSON.stringify(sync)],
    ['POST', '/cookie_sync', JSON_TYPE, '{"bidders":"cnrydbidders"}'],
    ['GET', query('/setuid', { bidder: 'rec-a', uid: 'cnryduid', account, ...SIGNALS }), '', ''],
    ['GET', query('/setuid', { bidder: 'cnrydbidder', uid: 'cnryduid' }), '', ''],
    ['GET', '/getuids', '', ''],
    ['POST', '/optout', 'application/x-www-form-urlencoded', 'optout=1&cnryumember=cnryuvalue'],
    [
      'GET',
      query('/event', { t: 'imp', b: 'cnrydbid', a: account, bidder: 'cnrydbidder', int: 'cnrydint' }),
      '',
      '',
    ],
    ['GET', query('/event', { t: 'cnrydtype', b: 'cnrydbid', a: 'cnrydaccount', ts: 'cnrydtime' }), '', ''],
    [
      'POST',
      `/vtrack?a=${account}`,
      JSON_TYPE,
      JSON.stringify({ puts: [{ ...put, key: 'cnrydkey-of-the-page-1' }] }),
    ],
    ['POST', '/cache', JSON_TYPE, JSON.stringify({ puts: [{ ...put, key: 'cnrydkey-of-the-page-2' }] })],
  ];
}
