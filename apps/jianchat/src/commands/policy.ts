import type { Command } from 'commander';
import { loadPolicy, requireWithinBuild } from '../compose/policy.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';
import { addPolicyDiff } from './policy-diff.ts';
import { addPolicyExplain } from './policy-explain.ts';
import { addPolicyPageCommand } from './policy-page.ts';
import { addPolicyRelease } from './policy-release.ts';

export function addPolicyCommand(program: Command): void {
  const policy = program.command('policy').description('the privacy policy, as the gates enforce it');
  policy
    .command('check')
    .description(
      'compiles the policy and holds it to what this build can do; every fault is told with its file and line',
    )
    .option('--json', 'prints the compiled facts as JSON')
    .action((flags: { json?: true }) => {
      const compiled = loadPolicy(policyFolder());
      requireWithinBuild(compiled);
      const facts = {
        version: compiled.version,
        hash: compiled.hash,
        fields: compiled.fields.length,
        purposes: compiled.purposes.length,
        contracts: compiled.contracts.size,
        regimes: compiled.regimes.map((regime) => regime.name),
      };
      const text = `policy ${facts.version} is sound: ${facts.fields} fields, ${facts.purposes} purposes, ${facts.contracts} contracts\n`;
      process.stdout.write(flags.json ? `${JSON.stringify(facts, null, 2)}\n` : text);
    });
  addPolicyPageCommand(policy);
  addPolicyDiff(policy);
  addPolicyRelease(policy);
  addPolicyExplain(policy);
}

const policyFolder = () => projectPath(commandSettings().JIANCHAT_POLICY);
