import { manifestFaults } from '@jianchat/policy';
import { expect, it } from 'vitest';
import { projectPath } from '../settings/read-settings.ts';
import { readReleased } from './released-folder.ts';

it.each(readReleased(projectPath('policy')).map(({ policy }) => [policy.version, policy] as const))(
  'V1: an installation that stands at version %i starts with this build',
  (_version, policy) => {
    expect(manifestFaults(policy)).toEqual([]);
  },
);
