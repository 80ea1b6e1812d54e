import { config } from 'zod';

/**
 * Imported before anything that makes a schema: zod would try `new Function` once, which the extension's
 * Content-Security-Policy forbids, and each page's console would tell of it.
 */
config({ jitless: true });
