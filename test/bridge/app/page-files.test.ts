import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pageRouter } from '../../../bridge/app/page.ts';

const FOLDER = fileURLToPath(new URL('../../../bridge/app/page/', import.meta.url));

async function servedPage(): Promise<string> {
  const server = createServer(express().use(pageRouter())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function files(ending: string): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith(ending));
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(FOLDER, name), 'utf8') })));
}

describe('The page of the bridge', () => {
  it('sends a policy that lets in its own files alone, with every one of them', async () => {
    const url = await servedPage();
    for (const path of ['/', '/main.js', '/page.css', '/pictures/pick-folder.svg']) {
      const response = await fetch(url + path);
      expect(response.status, path).toBe(200);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('has every picture that it names', async () => {
    const url = await servedPage();
    const pictures = [...(await (await fetch(url)).text()).matchAll(/<img src="([^"]+)"/g)].map(([, path]) => path);
    expect(pictures).toHaveLength(8);
    for (const path of pictures) expect((await fetch(`${url}/${path}`)).status, path).toBe(200);
  });

  it('describes every picture in words, but for the one that repeats the name beside it', async () => {
    const [page] = await files('index.html');
    const alternatives = [...(page?.text ?? '').matchAll(/<img [^>]*alt="([^"]*)"/g)].map(([, words]) => words);
    expect(alternatives).toHaveLength(8);
    expect(alternatives.filter((words) => words === '')).toHaveLength(1);
  });

  it('draws without scripts, styles or anything from elsewhere', async () => {
    const pictures = await files('.svg');
    expect(pictures).toHaveLength(8);
    for (const { name, text } of pictures) {
      expect(text, name).not.toMatch(/<(script|style|image|use|foreignObject)|style=|href=|\son\w+=/);
    }
  });

  it('never makes markup of a text', async () => {
    const scripts = await files('.js');
    expect(scripts.length).toBeGreaterThan(10);
    for (const { name, text } of scripts) {
      expect(text, name).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(/);
      expect(text, name).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie/);
    }
  });
});
