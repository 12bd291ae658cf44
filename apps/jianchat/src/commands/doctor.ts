import type { Command } from 'commander';
import { checkEngines, checkPackages } from '../doctor/check-engines.ts';
import { checkDataFolder, checkNode, checkPublicUrl } from '../doctor/check-host.ts';
import { checkPolicy, checkRunning } from '../doctor/check-platform.ts';
import type { Finding } from '../doctor/finding.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'looks at settings, data folder, policy, stores and the running platform, and says what to do',
    )
    .option('--json', 'prints the findings as JSON')
    .addHelpText('after', '\nExit code 0 when nothing fails, 1 when something does. Nothing is changed.')
    .action(diagnose);
}

async function diagnose(flags: { json?: true }): Promise<void> {
  const settings = commandSettings();
  const folder = projectPath(settings.JIANCHAT_DATA);
  const findings = [
    checkNode(process.versions.node),
    checkPackages(),
    checkPublicUrl(settings),
    ...checkDataFolder(folder),
    ...checkPolicy(settings),
    ...(await checkEngines(settings)),
    ...(await checkRunning(settings, folder)),
  ];
  process.stdout.write(flags.json ? `${JSON.stringify(findings, null, 2)}\n` : tableOf(findings));
  if (findings.some(({ status }) => status === 'fail')) process.exitCode = 1;
}

function tableOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .map(({ check, status, detail, remedy }) => {
      const line = `${status.padEnd(4)}  ${check.padEnd(width)}  ${detail}\n`;
      return remedy === undefined ? line : `${line}${' '.repeat(width + 8)}→ ${remedy}\n`;
    })
    .join('');
}
