// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { englishIn } from './english-words.ts';

function screen(html: string): HTMLElement {
  const root = document.createElement('main');
  root.innerHTML = html;
  return root;
}

it('finds what is said in English to the eye and to the ear', () => {
  const mixed = '<p>Todo en orden.</p><p>Next free: <b>mañana</b></p><button aria-label="Remove Cena">Quitar</button>';
  expect(englishIn(screen(mixed))).toEqual(['Next free: ', 'Remove Cena']);
  expect(englishIn(screen('<input placeholder="Address"><img alt="Calendar"><i title="Busy">x</i>'))).toHaveLength(3);
  expect(englishIn(screen('<p>Wed, 25 Nov</p><p>10:00 today</p>'))).toHaveLength(2);
});

it('takes neither Spanish nor a name for English', () => {
  const spanish =
    '<p title="Trabajo">Ocupado 10:00–11:00, el resto libre</p><p>mié, 25 nov</p><p>Acme Clinic, iCloud</p>';
  expect(englishIn(screen(spanish))).toEqual([]);
});
