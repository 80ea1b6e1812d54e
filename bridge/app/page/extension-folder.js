import { hasInvisible } from './plain-text.js';

const LONGEST_PATH = 4096;

/**
 * The folder in a fragment `#extension=<percent-encoded path>`; null when there is none that can be shown as it is.
 * Not read as a query string, which would turn a plus sign into a space.
 */
export function extensionFolder(fragment) {
  const [, encoded] = /^#extension=([^&]+)$/.exec(fragment) ?? [];
  const path = encoded === undefined ? null : decoded(encoded);
  return path === null || path.length > LONGEST_PATH || hasInvisible(path) ? null : path;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // Half a percent sign: no path, and the page names the terminal instead.
    return null;
  }
}

/** Shows the folder that the page's own address names, as text. */
export function showExtensionFolder() {
  const path = extensionFolder(location.hash);
  document.getElementById('folder').hidden = path === null;
  document.getElementById('folder-path').textContent = path ?? '';
  document.getElementById('folder-hint').textContent =
    path === null
      ? 'The terminal in which you started Slotbridge tells the folder.'
      : 'The terminal tells the same folder. If it differs, go by the terminal.';
}
