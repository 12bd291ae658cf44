import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportFile } from '@jianchat/snapshot';
import { describe, expect, it } from 'vitest';
import { convertInstallation } from './convert-installation.ts';
import type { InstallationFile } from './read-installation.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');

function installation(name: string): InstallationFile[] {
  const root = join(FIXTURES, name);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, 'utf8') }))
    .concat({ path: 'accounts/broken.json', text: '{"disabled":' });
}

const convert = (name: string) => convertInstallation(installation(name), { contract: 'openrtb-contextual' });

describe('an installation of Prebid Server in Go', () => {
  const { configuration, leftOut } = convert('go');
  const reasonOf = (part: string) =>
    leftOut.filter(({ path }) => path.includes(part)).map(({ reason }) => reason);

  it('is a configuration that the platform takes', () => {
    expect(ImportFile.safeParse(configuration).success).toBe(true);
  });

  it('brings its host settings along', () => {
    expect(configuration.host).toEqual({
      accountRequired: true,
      blockedApps: ['com.example.blocked'],
      datacenter: 'fra-1',
      schainNode: { asi: 'ads.example.com', sid: '1', hp: 1 },
      defaultRequest: { tmax: 800 },
      statusText: 'ok',
      generateBidId: true,
      tmax: { defaultMs: 700, maxMs: 3000, networkMs: 15, bidderMinMs: 60, answerMs: 30, ampMs: 30 },
      generateRequestId: true,
      requestBytesMax: 1_048_576,
      generateTransactionId: true,
      videoStoredRequestRequired: true,
      cacheUrl: 'https://cache.example.com/pbc/v1/cache',
      userSync: { cookieDomain: 'example.com', cookieDays: 90, priorityGroups: [['partner']] },
      currency: { url: 'https://rates.example.com/latest.json', refreshSec: 1800, staleSec: 86_400 },
      accountDefaults: {
        debugAllowed: false,
        cacheTtl: { banner: 300 },
        cookieSync: { defaultCoopSync: true },
        bidValidations: { secureMarkup: 'warn' },
        priceFloors: { enabled: true, enforceFloorsRate: 50 },
      },
    });
  });

  it('brings its accounts along, and says which of their settings it does not', () => {
    expect(configuration.accounts).toMatchObject([
      {
        id: 'publisher-1',
        enabled: true,
        settings: {
          debugAllowed: true,
          events: { enabled: true },
          cacheTtl: { banner: 60 },
          cookieSync: { defaultLimit: 4 },
          truncateTargetAttribute: 20,
        },
      },
      {
        id: 'publisher-2',
        enabled: false,
        settings: { defaultRequest: { regs: { ext: { dsa: { dsarequired: 2, pubrender: 1 } } } } },
      },
    ]);
    expect(reasonOf('publisher-1.json privacy.dsa')).toEqual([
      'there is no default for requests under the GDPR alone',
    ]);
    expect(configuration.accounts?.[0]?.settings).not.toHaveProperty('defaultRequest');
    expect(reasonOf('publisher-1.json wibble')).toEqual(['there is no such setting here']);
    expect(reasonOf('publisher-1.json hooks')).toEqual(['modules of Prebid Server are programs of its own']);
    expect(reasonOf('accounts/broken.json')).toEqual([expect.stringMatching(/^cannot be read: /)]);
  });

  it('brings stored requests, imps, responses and categories along, by the ids that fit', () => {
    expect(Object.keys(configuration.storedRequests ?? {})).toEqual(['page']);
    expect(Object.keys(configuration.storedImps ?? {})).toEqual(['top']);
    expect(configuration.storedResponses).toEqual({ fixed: [{ seat: 'openrtb', bid: [] }] });
    expect(configuration.categoryMappings).toEqual({
      'freewheel.publisher-1': { 'IAB1-1': { id: 'news', name: 'News' } },
    });
    expect(reasonOf('old form.json')).toEqual([expect.stringContaining('ids here are')]);
  });

  it('K6 S2: brings only bidders that something asks for, each under the contract that was named', () => {
    expect(configuration.bidders).toMatchObject([
      {
        id: 'openrtb',
        adapter: 'openrtb',
        contract: 'openrtb-contextual',
        endpoint: 'https://openrtb.example.com/bid',
        gvlId: 42,
        maintainer: { email: 'prebid@example.com' },
        settings: { gzip: true, openrtbVersion: '2.6', debugAllowed: false, partner: { platform_id: '9' } },
        capabilities: { site: { mediaTypes: ['banner', 'video'] }, app: { mediaTypes: ['banner'] } },
        userSync: { key: 'openrtb', default: 'iframe', skipWhen: { gdpr: true, gppSids: [7] } },
        parametersSchema: { type: 'object' },
      },
      { id: 'partner', adapter: 'openrtb', endpoint: 'https://partner.example.com/{{PublisherID}}' },
    ]);
    expect(reasonOf('openrtb.yaml xapi')).toEqual([expect.stringContaining('JIANCHAT_BIDDER_SECRETS')]);
    expect(reasonOf('openrtb.yaml experiment')).toEqual(['ads.cert call signs are not written']);
    expect(reasonOf('bidder-info/quiet.yaml')).toEqual(['bidder quiet is switched off there']);
  });

  it('says of what the privacy policy decides that it does', () => {
    expect(reasonOf('pbs.yaml gdpr')).toEqual([expect.stringContaining('the privacy policy decides this')]);
    expect(reasonOf('account_defaults gdpr')).toEqual([
      expect.stringContaining('the privacy policy decides this'),
    ]);
  });
});

describe('an installation of Prebid Server in Java', () => {
  const { configuration, leftOut } = convert('java');

  it('is a configuration that the platform takes, with accounts from its one file', () => {
    expect(ImportFile.safeParse(configuration).success).toBe(true);
    expect(configuration.accounts).toMatchObject([
      {
        id: '1001',
        enabled: true,
        settings: {
          priceGranularity: 'low',
          debugAllowed: true,
          cacheTtl: { banner: 100 },
          bidValidations: { bannerCreativeMaxSize: 'warn' },
          priceFloors: {
            enabled: true,
            fetch: { url: 'https://floors.example.com/1001.json', periodSec: 600 },
          },
        },
      },
      { id: '1002', enabled: false, settings: { events: { enabled: false } } },
    ]);
    expect(configuration.host).toMatchObject({
      accountRequired: true,
      generateBidId: true,
      blockedApps: ['com.example.blocked'],
    });
    expect(configuration.bidders).toMatchObject([
      { id: 'openrtb', userSync: { key: 'openrtb', redirect: { userMacro: '$UID' } } },
    ]);
    expect(leftOut.map(({ path }) => path)).toContain('config/application.yaml auction.default_timeout_ms');
  });
});

describe('what Prebid Server in Java keeps elsewhere', () => {
  const { configuration, leftOut } = convertInstallation(
    [
      {
        path: 'application.yaml',
        text: `
adapters: { openrtb: { enabled: true } }
auction:
  blocklisted-apps: "one, two"
  max-request-size: 100000
  validations: { banner-creative-max-size: warn, secure-markup: skip }
  host-schain-node: { asi: ads.example.com, sid: '1', hp: 1 }
video: { stored-request-required: true }
currency-converter:
  external-rates: { enabled: true, url: "https://rates.example.com/", refresh-period-ms: 900000, stale-after-ms: 86400000 }
cookie-sync: { default-limit: 4, max-limit: 9, coop-sync: { default: true, pri: "openrtb,other" } }
settings: { default-account-config: '{"auction":{"price-floors":{"enabled":false}}}' }`,
      },
      {
        path: 'bidder-config/openrtb.yaml',
        text: `
adapters:
  openrtb:
    endpoint: https://a.example/
    meta-info: { vendor-id: 32, site-media-types: [banner] }
    aliases: { other: { endpoint: https://b.example/ }, off: { enabled: false } }`,
      },
      {
        path: 'stored-imps/top.json',
        text: '{"banner":{},"ext":{"prebid":{"bidder":{"openrtb":{},"other":{},"off":{}}}}}',
      },
    ],
    { contract: 'openrtb-contextual' },
  );

  it('comes along: settings of the host under auction, and defaults of accounts in a text', () => {
    expect(configuration.host).toEqual({
      blockedApps: ['one', 'two'],
      requestBytesMax: 100_000,
      schainNode: { asi: 'ads.example.com', sid: '1', hp: 1 },
      videoStoredRequestRequired: true,
      currency: { url: 'https://rates.example.com/', refreshSec: 900, staleSec: 86_400 },
      userSync: { priorityGroups: [['openrtb', 'other']] },
      accountDefaults: {
        bidValidations: { bannerCreativeMaxSize: 'warn', secureMarkup: 'skip' },
        cookieSync: { defaultCoopSync: true, defaultLimit: 4, maxLimit: 9 },
        priceFloors: { enabled: false },
      },
    });
  });

  it('comes along: bidders’ data in the form of its own configuration, and aliases inside them', () => {
    const common = { adapter: 'openrtb', gvlId: 32, capabilities: { site: { mediaTypes: ['banner'] } } };
    expect(configuration.bidders).toMatchObject([
      { id: 'openrtb', endpoint: 'https://a.example/', ...common },
      { id: 'other', endpoint: 'https://b.example/', ...common },
    ]);
    expect(leftOut.map(({ reason }) => reason)).toEqual(['bidder off is switched off there']);
  });
});

describe('what belongs together', () => {
  const { configuration, leftOut } = convertInstallation(
    [
      {
        path: 'pbs.yaml',
        text: [
          'default_request: { type: file, file: { name: ./default_request.json } }',
          'adapters:',
          '  openrtb: { usersync: { redirect: { user_macro: $UID } } }',
          '  quiet: { disabled: true }',
        ].join('\n'),
      },
      { path: 'default_request.json', text: '{"ext":{"prebid":{"aliases":{"other":"openrtb"}}}}' },
      {
        path: 'static/bidder-info/openrtb.yaml',
        text: 'endpoint: https://a.example/\nuserSync: { redirect: { url: "https://a.example/sync" }, iframe: { url: "https://a.example/frame" } }',
      },
      { path: 'stored_imps/top.json', text: '{"banner":{},"ext":{"prebid":{"bidder":{"other":{}}}}}' },
    ],
    { contract: 'openrtb-contextual' },
  );

  it('lays what the host sets up over what is shipped, member by member', () => {
    expect(configuration.bidders).toMatchObject([
      {
        id: 'openrtb',
        userSync: {
          iframe: { url: 'https://a.example/frame' },
          redirect: { url: 'https://a.example/sync', userMacro: '$UID' },
        },
      },
    ]);
  });

  it('leaves out no alias that a request brings along, nor the default request that it took, but what is switched off', () => {
    expect(leftOut).toEqual([
      { path: 'pbs.yaml adapters.quiet', reason: 'bidder quiet is switched off there' },
    ]);
  });
});

describe('anything else', () => {
  it('is named, and fails nothing', () => {
    const { configuration, leftOut } = convertInstallation(
      [
        { path: 'notes.yaml', text: 'colour: red' },
        { path: 'stored_imps/list.json', text: '[]' },
        { path: 'accounts/odd.json', text: '{"cookie_sync":{"default_limit":"many"}}' },
        { path: 'list.json', text: '[1]' },
      ],
      { contract: 'openrtb-contextual' },
    );
    expect(ImportFile.safeParse(configuration).success).toBe(true);
    expect(leftOut).toMatchObject([
      { path: 'notes.yaml' },
      { path: 'list.json' },
      { path: 'accounts/odd.json cookieSync.defaultLimit' },
      { path: 'stored_imps/list.json' },
    ]);
    expect(configuration.accounts).toMatchObject([{ id: 'odd', settings: {} }]);
  });
});
