import { describe, expect, it } from 'vitest';
import { type KnownAdsTxt, mediaAuthorisation } from './media-authorisation.ts';

const file = (authorises: boolean, more: Partial<KnownAdsTxt> = {}): KnownAdsTxt => ({
  authorises,
  subdomains: [],
  partnerDomains: [],
  ...more,
});
const told = (media: string, files: Readonly<Record<string, KnownAdsTxt | 'absent'>>) => {
  const { domain, authorises } = mediaAuthorisation(media, (at) => files[at]);
  return { domain, authorises };
};

describe('S8: ads.txt 1.1 lets us sell', () => {
  it.each([
    [
      'the root domain’s file says so',
      'www.paper.example',
      { 'paper.example': file(true) },
      'paper.example',
      true,
    ],
    [
      'not, where it was read and does not',
      'paper.example',
      { 'paper.example': file(false) },
      'paper.example',
      false,
    ],
    ['nobody knows, where it could not be read', 'paper.example', {}, 'paper.example', null],
    [
      'nobody knows, where there is none',
      'paper.example',
      { 'paper.example': 'absent' },
      'paper.example',
      null,
    ],
    [
      'the root’s file counts for a subdomain it does not refer to',
      'a.paper.example',
      { 'paper.example': file(true), 'a.paper.example': file(false) },
      'paper.example',
      true,
    ],
    [
      'the subdomain’s own counts where the root refers to it',
      'a.paper.example',
      { 'paper.example': file(true, { subdomains: ['a.paper.example'] }), 'a.paper.example': file(false) },
      'a.paper.example',
      false,
    ],
    [
      'and where the root has none',
      'a.paper.example',
      { 'paper.example': 'absent', 'a.paper.example': file(true) },
      'a.paper.example',
      true,
    ],
    ['under a suffix of two labels', 'a.paper.co.uk', { 'paper.co.uk': file(true) }, 'paper.co.uk', true],
    [
      'an inventory partner lets us',
      'tv.example',
      { 'tv.example': file(false, { partnerDomains: ['p.example', 'q.example'] }), 'q.example': file(true) },
      'tv.example',
      true,
    ],
    [
      'nobody knows, while a partner’s file is not known',
      'tv.example',
      { 'tv.example': file(false, { partnerDomains: ['p.example'] }) },
      'tv.example',
      null,
    ],
    [
      'not, where partners have none',
      'tv.example',
      { 'tv.example': file(false, { partnerDomains: ['p.example'] }), 'p.example': 'absent' },
      'tv.example',
      false,
    ],
  ] as const)('%s', (_case, media, files, domain, authorises) => {
    expect(told(media, files)).toEqual({ domain, authorises });
  });

  it('asks for every file that may tell it', () => {
    const files: Readonly<Record<string, KnownAdsTxt>> = {
      'paper.example': file(false, { subdomains: ['a.paper.example'] }),
      'a.paper.example': file(false, { partnerDomains: ['p.example'] }),
    };
    expect(mediaAuthorisation('a.paper.example', (at) => files[at]).wanted).toEqual([
      'paper.example',
      'a.paper.example',
      'p.example',
    ]);
  });
});
