import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frameDocument } from '@jianchat/creatives';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chromiumMissing } from '../../../../tools/chromium.ts';
import { chromiumPictures } from './chromium-picture.ts';
import { pinnedHosts } from './pinned-hosts.ts';

describe('hosts of a creative', () => {
  it.each([
    ['public ones are bound to the address found', ['93.184.216.34'], ['MAP cdn.example 93.184.216.34']],
    ['one of this host is closed', ['127.0.0.1'], []],
    ['one that is public and inner at once is closed', ['93.184.216.34', '10.0.0.7'], []],
    ['the cloud’s metadata is closed', ['169.254.169.254'], []],
    ['one without an address is closed', [], []],
  ])('%s', async (_what, addresses, rules) => {
    expect(await pinnedHosts(['cdn.example'], async () => addresses)).toEqual(rules);
  });

  it('written as an address, or as a rule, get none', async () => {
    const hosts = ['127.0.0.1', '93.184.216.34', 'a.example, MAP *'];
    expect(await pinnedHosts(hosts, async () => ['93.184.216.34'])).toEqual([]);
  });
});

describe.skipIf(chromiumMissing())('a picture of a creative', () => {
  it('K2: shows it, and nothing of it reached this host', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
    await chmod(folder, 0o755);
    // As the platform itself has it.
    const before = process.umask(0o077);
    onTestFinished(() => void process.umask(before));
    const asked: string[] = [];
    const server = createServer((req, res) => {
      asked.push(req.url ?? '');
      res.end('x');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    // With a policy of its own that would let it: the browser itself must not reach the neighbours.
    const markup = `<b style="color:red">ad</b><img src="http://127.0.0.1:${port}/a"><img src="http://localhost:${port}/b"><img src="http://neighbour.example:${port}/c"><script>fetch('http://127.0.0.1:${port}/d').catch(()=>{});top.location='http://127.0.0.1:${port}/e';location='file:///etc/hostname'</script>`;
    const take = chromiumPictures({ folder, lookUp: async () => ['127.0.0.1'] });
    const open = `<!doctype html><body>${markup}</body>`;
    const hosts = ['neighbour.example'];
    const bare = await take?.({ html: open, w: 300, h: 250, hosts });
    const closed = await take?.({
      html: frameDocument('<b style="color:red">ad</b>', { w: 300, h: 250, hosts, scripts: true }),
      w: 300,
      h: 250,
      hosts,
    });
    server.close();
    expect(asked).toEqual([]);
    for (const png of [bare, closed])
      expect(
        Buffer.from(png ?? [])
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    expect(Buffer.from(closed ?? []).readUInt32BE(16)).toBe(300);
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  }, 60_000);
});
