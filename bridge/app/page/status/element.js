import { plainText } from '../plain-text.js';

/**
 * An element with classes and children. Strings become text and never markup: titles and names are written by
 * whoever sends an invitation.
 */
export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.map((child) => (child instanceof Node ? child : document.createTextNode(plainText(child)))));
  return node;
}

/** A chip or tag in one of the tones good, unknown, failed. */
export function toned(tone, words) {
  const chip = element('span', 'chip', words);
  chip.dataset.tone = tone;
  return chip;
}

/** A table in a box that scrolls by itself; a sentence instead when there are no rows. */
export function table(headings, rows, empty) {
  if (rows.length === 0) return element('p', 'secondary', empty);
  const cell = (tag) => (content) => element(tag, '', content);
  const head = element('thead', '', element('tr', '', ...headings.map(cell('th'))));
  const body = element('tbody', '', ...rows.map((row) => element('tr', '', ...row.map(cell('td')))));
  return element('div', 'scroll', element('table', '', head, body));
}
