import { Command } from 'commander';
import { expect, it } from 'vitest';
import { Settings } from '../settings/settings.ts';
import { addStartCommand } from './start.ts';

/** Named only so that who sets them is told that they do nothing. */
const WITHOUT_EFFECT = ['JIANCHAT_REDIS_URL', 'JIANCHAT_NATS_URL'];

it('the help of start names every setting', async () => {
  let help = '';
  const program = new Command('jianchat')
    .exitOverride()
    .configureOutput({ writeOut: (text) => (help += text) });
  addStartCommand(program);
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
  await expect(program.parseAsync(['node', 'jianchat', 'start', '--help'])).rejects.toThrow();
  for (const name of Object.keys(Settings.shape))
    if (!WITHOUT_EFFECT.includes(name)) expect(help).toMatch(new RegExp(`${name}\\b`));
});
