/* Started by a test, which kills it: starts the gateway on the folder it is given and tells where it listens. */
import { embeddedAnalytics } from '../embedded/index.ts';

const [, , dataDir = ''] = process.argv;
const endpoint = await embeddedAnalytics({ dataDir, memoryBytesMax: 1024 ** 3 }).start();
process.stdout.write(`${JSON.stringify(endpoint)}\n`);
