import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../bridge/cli/settings.ts';

const HOME = { HOME: '/home/ada' };

describe('the settings', () => {
  it('are these when nothing is set', () => {
    expect(readSettings(HOME, 'linux')).toEqual({
      home: '/home/ada/.local/share/slotbridge',
      port: 4823,
      secrets: 'auto',
      passphrase: undefined,
      caldavUrl: 'https://caldav.icloud.com',
    });
  });

  it('are what the environment says', () => {
    const env = {
      SLOTBRIDGE_HOME: '/data/sb',
      SLOTBRIDGE_PORT: '0',
      SLOTBRIDGE_SECRETS: 'file',
      SLOTBRIDGE_PASSPHRASE: 'correct horse',
      SLOTBRIDGE_CALDAV_URL: 'http://127.0.0.1:5232/',
    };
    expect(readSettings(env, 'linux')).toEqual({
      home: '/data/sb',
      port: 0,
      secrets: 'file',
      passphrase: 'correct horse',
      caldavUrl: 'http://127.0.0.1:5232/',
    });
  });

  it('name the data folder from the root on, whatever folder the command is started in', () => {
    const { home } = readSettings({ SLOTBRIDGE_HOME: 'data/../sb' }, process.platform);
    expect(home).toBe(join(process.cwd(), 'sb'));
  });

  it('that are set to nothing count as not set', () => {
    expect(readSettings({ ...HOME, SLOTBRIDGE_PORT: '', SLOTBRIDGE_SECRETS: '' }, 'linux').port).toBe(4823);
  });

  it.each([
    ['SLOTBRIDGE_PORT', '70000'],
    ['SLOTBRIDGE_PORT', '-1'],
    ['SLOTBRIDGE_PORT', '4823x'],
    ['SLOTBRIDGE_PORT', '1e3'],
    ['SLOTBRIDGE_SECRETS', 'Keychain'],
    ['SLOTBRIDGE_CALDAV_URL', 'cal.example'],
    ['SLOTBRIDGE_CALDAV_URL', 'http://cal.example'],
    ['SLOTBRIDGE_CALDAV_URL', 'http://127.0.0.1.evil.example'],
    ['SLOTBRIDGE_CALDAV_URL', 'file:///etc/passwd'],
    ['SLOTBRIDGE_CALDAV_URL', 'https://ada:secret@cal.example'],
    ['SLOTBRIDGE_CALDAV_URL', 'https://ada@cal.example'],
  ])('with %s=%s stop with a sentence that names the variable and not the value', (name, value) => {
    expect(() => readSettings({ ...HOME, [name]: value }, 'linux')).toThrow(`${name} must be`);
    expect(() => readSettings({ ...HOME, [name]: value }, 'linux')).not.toThrow(value);
  });
});
