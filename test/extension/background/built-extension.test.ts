import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PART_FILES } from '../../../extension/overlay/parts.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
let out: string;

beforeAll(() => {
  out = mkdtempSync(path.join(tmpdir(), 'slotbridge-extension-'));
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const args = [
    'build',
    '--config',
    'vite.extension.config.ts',
    '--outDir',
    out,
    '--emptyOutDir',
    '--logLevel',
    'error',
  ];
  execFileSync(process.execPath, [vite, ...args], { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } });
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const text = (file: string) => readFileSync(path.join(out, file), 'utf8');
const scripts = () => readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));

describe('the built extension', () => {
  it('asks for no more than it uses', () => {
    const manifest = JSON.parse(text('manifest.json'));
    expect(manifest.permissions).toEqual(['storage', 'alarms', 'scripting', 'notifications']);
    expect(manifest.host_permissions).toEqual([
      'http://127.0.0.1/*',
      'https://app.gohighlevel.com/*',
      'https://app.leadconnectorhq.com/*',
      'https://app.msgsndr.com/*',
      'https://api.leadconnectorhq.com/widget/*',
      'https://link.msgsndr.com/widget/*',
    ]);
    expect(manifest.optional_host_permissions).toEqual(['https://*/*']);
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
    expect(manifest.externally_connectable).toBeUndefined();
    expect(manifest.content_security_policy.extension_pages).toContain("default-src 'self'");
  });

  it('has the same id on every computer', () => {
    const digest = createHash('sha256')
      .update(Buffer.from(JSON.parse(text('manifest.json')).key, 'base64'))
      .digest('hex');
    const id = digest.slice(0, 32).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
    expect(id).toBe('gjlcboaglpabpolkldcknjbjkpiemdpj');
  });

  it('leaves no process.env behind, which would end a script in the page', () => {
    expect(scripts().length).toBeGreaterThan(3);
    expect(scripts().filter((file) => text(file).includes('process.env'))).toEqual([]);
  });

  it('weighs little on every page of the CRM: 6 KB of content script, 2 KB in the page world, gzipped', () => {
    const everywhere = JSON.parse(text('manifest.json')).content_scripts.flatMap(({ js }: { js: string[] }) => js);
    expect(everywhere).toEqual(['crm/page-world.iife.js', 'overlay/content.iife.js']);
    expect(gzipSync(text('overlay/content.iife.js')).length).toBeLessThan(6 * 1024);
    expect(gzipSync(text('crm/page-world.iife.js')).length).toBeLessThan(2 * 1024);
  });

  it('has each part that is brought into a page on demand, of 25 KB at most, gzipped, the card and the staff calendar’s of 33', () => {
    for (const file of Object.values(PART_FILES)) {
      const most = [PART_FILES.card, PART_FILES['staff-page']].some((larger) => larger === file) ? 33 : 25;
      expect(gzipSync(text(file)).length, file).toBeLessThan(most * 1024);
    }
  });
});
