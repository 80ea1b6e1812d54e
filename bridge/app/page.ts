import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';

/** Beside this file in the sources, beside the bundle once built. */
const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), 'page');

const POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

/** The page at `/`: static files without any data; what it shows it asks for with a token that the person gives it. */
export function pageRouter(): Router {
  const files = express.static(FOLDER, {
    index: 'index.html',
    redirect: false,
    setHeaders: (response) => response.setHeader('Content-Security-Policy', POLICY),
  });
  // Nothing of the interface is a file: no question for it waits for a look at the disk.
  return express
    .Router()
    .use((request, response, next) => (request.path.startsWith('/v1/') ? next() : files(request, response, next)));
}
