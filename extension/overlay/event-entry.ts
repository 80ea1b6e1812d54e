import type { PictureSource } from '../background/picture.ts';
import { say } from '../words/say.ts';
import { node } from './node.ts';
import { spanWords } from './time-words.ts';

/** What a person may wish of an event. */
export interface EventActs {
  onIgnore(event: PictureSource, always: boolean): void;
  onStopIgnoring(event: PictureSource): void;
}

const WHAT_ALWAYS_MEANS = say('overlayAlwaysMeans');

/** Only a person's own click counts. */
function button(words: string, onPress: () => void): HTMLButtonElement {
  const made = node('button', '', words);
  made.type = 'button';
  made.addEventListener('click', (event) => event.isTrusted && onPress());
  return made;
}

/** The buttons of an event; none for one that blocks nothing by itself. */
export function eventChoices(event: PictureSource, isBlocking: boolean, acts: EventActs): HTMLElement | null {
  const row = node('div', 'acts');

  function offer(): void {
    row.replaceChildren(
      button(say('overlayIgnore'), () => acts.onIgnore(event, false)),
      button(say('overlayAlways'), () => ask()),
    );
  }

  function ask(): void {
    const yes = button(say('overlayAlwaysYes'), () => acts.onIgnore(event, true));
    const no = button(say('overlayAlwaysNo'), () => {
      offer();
      row.querySelector('button')?.focus();
    });
    row.replaceChildren(node('p', 'soft', WHAT_ALWAYS_MEANS), yes, no);
    yes.focus();
  }

  if (event.isIgnored) row.append(button(say('overlayStopIgnoring'), () => acts.onStopIgnoring(event)));
  else if (isBlocking) offer();
  else return null;
  return row;
}

/** Calendar, title where the person shows titles, time and why; `choices` beneath. Text is only ever set as text. */
export function eventEntry(event: PictureSource, timeZone: string, choices: HTMLElement | null): HTMLElement {
  const item = node('li');
  const dot = node('span', 'dot');
  dot.style.setProperty('--color', event.color);
  item.append(dot, node('span', 'name', event.calendarName));
  if (event.title) item.append(node('span', '', event.title));
  item.append(node('span', 'soft', spanWords(event, timeZone)), node('span', 'soft', event.why));
  if (choices) item.append(choices);
  return item;
}
