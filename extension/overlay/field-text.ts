import { type Box, boxOf, textBox } from './box.ts';

let pen: CanvasRenderingContext2D | null = null;

/** Where the words of a field or of a browser's own list stand, of which the page does not tell. */
function wordsIn(field: HTMLElement, words: string): Box {
  const { left, top, bottom } = boxOf(field.getBoundingClientRect());
  const { font, paddingLeft, borderLeftWidth, fontSize } = getComputedStyle(field);
  pen ??= document.createElement('canvas').getContext('2d');
  if (pen) pen.font = font;
  const from = left + Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth);
  const half = Number.parseFloat(fontSize) * 0.7;
  const middle = (top + bottom) / 2;
  return { left: from, right: from + (pen?.measureText(words).width ?? 80), top: middle - half, bottom: middle + half };
}

/** Where what a picker shows can be read. */
export function shownBox(picker: HTMLElement): Box | null {
  const field = picker.matches('input, select') ? picker : picker.querySelector<HTMLElement>('input, select');
  if (field instanceof HTMLSelectElement) return wordsIn(field, field.selectedOptions[0]?.textContent ?? '');
  if (field instanceof HTMLInputElement) return wordsIn(field, field.value);
  return textBox(picker);
}
