import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureRequest, TakePicture } from '@jianchat/control';
import { pinnedHosts } from './pinned-hosts.ts';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const TIME_MAX_MS = 15_000;
/** Time inside the page, after which it is drawn as it stands. */
const PAGE_TIME_MS = 3_000;
/** An account without rights, where the platform itself runs as root: a browser must not. */
const NOBODY = { uid: 65_534, gid: 65_534 };

export interface PictureMeans {
  /** Folder for what a browser writes, one that everybody may pass through; each picture gets one of its own in it, removed afterwards. */
  readonly folder: string;
  /** Addresses of a host. */
  readonly lookUp: (host: string) => Promise<readonly string[]>;
}

/**
 * Draws pages with the Chromium of the system: a process of its own for each, in Chromium's sandbox, without a right to anything but
 * public addresses of the hosts that the creative names, each bound to the address found before. Undefined where no Chromium is
 * installed.
 */
export function chromiumPictures(means: PictureMeans): TakePicture | undefined {
  const program = PROGRAMS.find((path) => existsSync(path));
  if (program === undefined) return undefined;
  return async (request) => {
    const folder = await mkdtemp(join(means.folder, 'picture-'));
    try {
      const page = join(folder, 'page.html');
      const picture = join(folder, 'picture.png');
      await writeFile(page, outerPage(request));
      // The page, too: what this process writes nobody else may read.
      if (process.getuid?.() === 0)
        for (const path of [page, folder]) await chown(path, NOBODY.uid, NOBODY.gid);
      const hosts = await pinnedHosts(request.hosts, means.lookUp);
      await run(program, { folder, arguments: argumentsOf(request, { folder, page, picture, hosts }) });
      return await readFile(picture).catch(() => undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** The creative stands in a frame of an opaque origin: a page from a file may open other files, its frame may not. */
function outerPage({ html, w, h }: PictureRequest): string {
  const source = html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html><meta charset="utf-8"><style>body{margin:0;background:#fff}</style><iframe sandbox="allow-scripts" width="${w}" height="${h}" style="border:0;display:block" srcdoc="${source}"></iframe>`;
}

interface Places {
  readonly folder: string;
  readonly page: string;
  readonly picture: string;
  readonly hosts: readonly string[];
}

function argumentsOf({ w, h }: PictureRequest, { folder, page, picture, hosts }: Places): readonly string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-quic',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-client-side-phishing-detection',
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--no-first-run',
    '--no-proxy-server',
    '--incognito',
    '--mute-audio',
    '--hide-scrollbars',
    `--user-data-dir=${join(folder, 'profile')}`,
    // What is not bound to an address has none, addresses written as numbers included.
    `--host-resolver-rules=${[...hosts, 'MAP * ~NOTFOUND'].join(', ')}`,
    `--window-size=${w},${h}`,
    `--virtual-time-budget=${PAGE_TIME_MS}`,
    `--screenshot=${picture}`,
    `file://${page}`,
  ];
}

/** Resolves when the program has ended, by itself or because its time was over. Its words are nobody's: pages can write them. */
function run(program: string, work: { folder: string; arguments: readonly string[] }): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(program, work.arguments, {
      cwd: work.folder,
      env: { PATH: '/usr/bin:/bin', HOME: work.folder, TMPDIR: work.folder, LC_ALL: 'C.UTF-8' },
      stdio: 'ignore',
      // A group of its own, so that all its processes can be ended with it.
      detached: true,
      ...(process.getuid?.() === 0 ? NOBODY : {}),
    });
    const end = (): void => {
      clearTimeout(timer);
      if (child.pid !== undefined) endGroup(child.pid);
      resolve();
    };
    const timer = setTimeout(end, TIME_MAX_MS);
    child.once('error', end);
    child.once('exit', end);
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
