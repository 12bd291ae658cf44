import { type Locale, policyJson, renderPolicyPage } from '@jianchat/policy';
import { type Command, Option } from 'commander';
import { loadPolicy } from '../compose/policy.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';

export function addPolicyCommand(program: Command): void {
  const policy = program.command('policy').description('the privacy policy, as the gates enforce it');
  policy
    .command('check')
    .description('compiles the policy; every fault is told with its file and line')
    .option('--json', 'prints the compiled facts as JSON')
    .action((flags: { json?: true }) => {
      const compiled = loadPolicy(policyFolder());
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
  policy
    .command('page')
    .description('prints the policy page as HTML, or its tables with --json')
    .addOption(new Option('--lang <language>', 'language of the page').choices(['en', 'zh']).default('en'))
    .option('--json', 'prints what /policy.json answers')
    .action((flags: { lang: Locale; json?: true }) => {
      const compiled = loadPolicy(policyFolder());
      const text = flags.json
        ? `${JSON.stringify(policyJson(compiled), null, 2)}\n`
        : renderPolicyPage(compiled, { locale: flags.lang });
      process.stdout.write(text);
    });
}

const policyFolder = () => projectPath(commandSettings().JIANCHAT_POLICY);
