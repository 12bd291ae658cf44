/* Measures the policy's own work on the core this process was bound to; see `policy-share.ts`. Prints JSON. */
import { createGates } from '@jianchat/policy';
import { projectPolicy } from '../../../services/exchange/src/testing/exchange-rig.ts';
import { measureDecisions } from './decisions.ts';
import { measureWays, waysOf } from './policy-steps.ts';

const [iterations = 0, ...bidderCounts] = process.argv.slice(2).map(Number);
const nowMs = Date.now();
const policy = await projectPolicy();
const gates = createGates(policy, (field, value) => `${field} ${value.length}`);
const steps = bidderCounts.map((bidders) => {
  process.stderr.write(`policy of an auction with ${bidders} bidders, ${iterations} times…\n`);
  return { bidders, ...measureWays(waysOf(policy, gates, { bidders, nowMs }), iterations) };
});
process.stderr.write('decisions and consent strings…\n');
process.stdout.write(JSON.stringify({ steps, decisions: measureDecisions(policy, gates, nowMs) }));
