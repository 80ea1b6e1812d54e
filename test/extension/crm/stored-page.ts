import { readFileSync } from 'node:fs';
import { Window } from 'happy-dom';

/** A stored page of the CRM as a document. */
export function storedPage(name: string): Document {
  const window = new Window();
  window.document.body.innerHTML = readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), 'utf8');
  return window.document as unknown as Document;
}
