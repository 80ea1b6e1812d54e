import { defineManifest } from '@crxjs/vite-plugin';
import { version } from '../package.json';

/** Staff pages of the CRM. Calendar pages may sit in a frame of the same hosts. */
const STAFF_PAGES = ['https://app.gohighlevel.com/*', 'https://app.leadconnectorhq.com/*', 'https://app.msgsndr.com/*'];

/** Booking widgets, alone or as a frame in any site. */
const BOOKING_WIDGETS = ['https://api.leadconnectorhq.com/widget/*', 'https://link.msgsndr.com/widget/*'];

const ICONS = { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' };

/** Makes the extension's id the same on every computer: gjlcboaglpabpolkldcknjbjkpiemdpj. The private half does not exist. */
const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzR2xUSwvFNfVnBqjrtYoRbX5wicAJm+Iauvzg7lD0sbssIiVq3foJlvNnLUkAtnSQQWzucPrqJ4uVhn33O9rbOjeo3Zbi8el/JTsXWkHwkI57N7JtfQHiZqEw08snYhJ+YuMMqRm447h0NNl5H25ue5MDFksMevLrO7cD8wGC4TZZfBlGDLhb492sgPHC8OsVzwsV6VLkMh/XG5KVCyd9JnnNZVLvC6RFsG+7npiiTpp1M6HefUQJZ69+0WecosIkuHw9GH0NNvGFdMaXG5/+IJ5F1hY9Sszek2X9YCfnTBrLXne+O/3H7OhbCP0pJf3rLXrkBLpn86JhJBSiL5AtQIDAQAB';

export default defineManifest({
  manifest_version: 3,
  name: '__MSG_manifestName__',
  default_locale: 'en',
  description: '__MSG_manifestDescription__',
  version,
  key: KEY,
  minimum_chrome_version: '120',
  icons: ICONS,
  action: { default_popup: 'popup/index.html', default_title: 'Slotbridge', default_icon: ICONS },
  options_ui: { page: 'options/index.html', open_in_tab: true },
  background: { service_worker: 'background/worker.ts', type: 'module' },
  // Titles of events are hidden and shown again by one key, while others look at the screen.
  commands: {
    'hide-titles': {
      suggested_key: { default: 'Alt+Shift+H' },
      description: '__MSG_manifestHideTitles__',
    },
  },
  // Scripting: most of what runs in a page of the CRM is brought there only when it is needed.
  permissions: ['storage', 'alarms', 'scripting', 'notifications'],
  // The bridge's port can be chosen, and a pattern without a port covers all of them.
  host_permissions: ['http://127.0.0.1/*', ...STAFF_PAGES, ...BOOKING_WIDGETS],
  // Addresses of the person's own for the CRM, asked for one by one.
  optional_host_permissions: ['https://*/*'],
  content_security_policy: {
    extension_pages: [
      "default-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  },
  content_scripts: [
    {
      matches: [...STAFF_PAGES, ...BOOKING_WIDGETS],
      js: ['crm/page-world.iife.ts'],
      world: 'MAIN',
      run_at: 'document_start',
      all_frames: true,
    },
    {
      matches: [...STAFF_PAGES, ...BOOKING_WIDGETS],
      js: ['overlay/content.iife.ts'],
      run_at: 'document_start',
      all_frames: true,
    },
  ],
});
