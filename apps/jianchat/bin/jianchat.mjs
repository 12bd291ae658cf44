#!/usr/bin/env node
// `npx --no-install jianchat …`: the same way in as `npm start`, for every verb.
process.argv.splice(2, 0, 'cli');
await import('../../../tools/bootstrap.mjs');
