import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const EXECUTABLE = PATHS.find((path) => existsSync(path));

/** Why browser tests can't run here; undefined where they can. With JIANCHAT_TEST_REQUIRE=all they run and fail. */
export function chromiumMissing(): string | undefined {
  if (EXECUTABLE !== undefined || process.env['JIANCHAT_TEST_REQUIRE'] === 'all') return undefined;
  return 'Chromium is not installed';
}

/**
 * A headless browser that talks to nobody but the pages it is given.
 * @param userAgent of every process: a page's own setting does not reach frames of other origins
 */
export function launchChromium({ userAgent }: { userAgent?: string } = {}): Promise<Browser> {
  if (EXECUTABLE === undefined) throw new Error('Chromium is not installed');
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(userAgent === undefined ? [] : [`--user-agent=${userAgent}`]),
    ],
  });
}

/** A person's browser: the headless one names itself a robot, whose events are not charged. */
export const PERSON_USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
