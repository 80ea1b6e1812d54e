import { expect, it } from 'vitest';
import { defaultHome } from '../../../bridge/store/default-home.ts';

it.each([
  ['darwin', { HOME: '/Users/ada' }, '/Users/ada/Library/Application Support/Slotbridge'],
  ['win32', { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, 'C:\\Users\\ada\\AppData\\Roaming\\Slotbridge'],
  ['win32', { USERPROFILE: 'C:\\Users\\ada' }, 'C:\\Users\\ada\\AppData\\Roaming\\Slotbridge'],
  ['linux', { HOME: '/home/ada' }, '/home/ada/.local/share/slotbridge'],
  ['linux', { HOME: '/home/ada', XDG_DATA_HOME: '/data/ada' }, '/data/ada/slotbridge'],
  ['linux', { HOME: '/home/ada', XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/slotbridge'],
] as const)('on %s with %o data lies in %s', (platform, env, expected) => {
  expect(defaultHome(platform, env)).toBe(expected);
});

it('says what to set where there is no home folder', () => {
  expect(() => defaultHome('linux', {})).toThrow('SLOTBRIDGE_HOME');
});
