import Fastify from 'fastify';

// The peer: parses the body as JSON and answers it as JSON, nothing else. Prints its port.
const app = Fastify({ bodyLimit: 1_048_576 });
app.post('/echo', async (request) => request.body);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`listening on ${address}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
