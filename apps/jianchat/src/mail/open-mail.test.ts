import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMail, outboxFolder } from './open-mail.ts';

let dataFolder: string;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'mail-'));
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

const letter = {
  id: 'policy-2-abc-user',
  to: 'ann@example.com',
  subject: 'Zwölf 隐私政策',
  text: 'Hello.\n重大变更\n',
};

describe('mail', () => {
  it('stays in the outbox as a file that mail programs open, once per letter', async () => {
    const send = openMail({ dataFolder, smtpUrl: undefined, host: '127.0.0.1' });
    await send(letter);
    await send(letter);
    await send({ ...letter, id: 'another' });
    const files = readdirSync(outboxFolder(dataFolder));
    expect(files.filter((file) => file.endsWith('.eml')).length).toBe(2);
    const texts = files.map((file) => readFileSync(join(outboxFolder(dataFolder), file), 'utf8'));
    expect(texts.some((text) => text.includes('Message-ID: <policy-2-abc-user@jianchat.local>'))).toBe(true);
    expect(texts[0]).toContain('To: ann@example.com');
    expect(statSync(join(outboxFolder(dataFolder), files[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  it('goes out by SMTP where a server is set', async () => {
    const { port, received, close } = await smtpServer();
    const send = openMail({ dataFolder, smtpUrl: `smtp://127.0.0.1:${port}`, host: 'ads.example' });
    await send(letter);
    await close();
    expect(received()).toContain('RCPT TO:<ann@example.com>');
    expect(received()).toContain('Message-ID: <policy-2-abc-user@ads.example>');
  });

  it('is refused, not lost, when the server does not answer', async () => {
    const { port, close } = await smtpServer();
    await close();
    const send = openMail({ dataFolder, smtpUrl: `smtp://127.0.0.1:${port}`, host: 'ads.example' });
    await expect(send(letter)).rejects.toThrow();
  });
});

/** A mail server that says yes to everything. */
async function smtpServer() {
  let text = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.write('220 ready\r\n');
    let inData = false;
    socket.on('data', (chunk) => {
      const said = chunk.toString();
      text += said;
      if (inData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        inData = false;
        socket.write('250 taken\r\n');
      } else if (/^DATA/i.test(said)) {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(said)) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received: () => text,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
