import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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
    expect(manifest.permissions).toEqual(['storage', 'alarms']);
    expect(manifest.host_permissions).toEqual(['http://127.0.0.1/*']);
    expect(manifest.optional_host_permissions).toBeUndefined();
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

  it('weighs little on every page: 20 KB for the overlay, 2 KB in the page world, gzipped', () => {
    expect(gzipSync(text('overlay/content.iife.js')).length).toBeLessThan(20 * 1024);
    expect(gzipSync(text('crm/page-world.iife.js')).length).toBeLessThan(2 * 1024);
  });
});
