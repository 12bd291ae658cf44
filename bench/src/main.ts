import { join } from 'node:path';
import { measureDirectAuctions } from './direct-auctions.ts';

const HELP = `npm run bench            every measurement
npm run bench -- NAME    one of them

  direct   auctions/s with direct demand against a Fastify JSON echo of the same body on the same core

Each figure is a ratio to a peer measured in the same run: absolute numbers depend on the machine.
`;

const [name = 'direct'] = process.argv.slice(2);
if (name === '--help') {
  process.stdout.write(HELP);
} else if (name === 'direct') {
  await measureDirectAuctions(join(import.meta.dirname, '../..'));
} else {
  process.stderr.write(`there is no measurement "${name}"\n\n${HELP}`);
  process.exitCode = 2;
}
