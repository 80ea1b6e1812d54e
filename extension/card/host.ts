import configuration from '../configuration/configuration.css?inline';
import { isOnDark } from '../overlay/background-tone.ts';
import base from '../ui/base.css?inline';
import controls from '../ui/controls.css?inline';
import tokens from '../ui/tokens.css?inline';
import { language } from '../words/say.ts';
import card from './card.css?inline';

/** Ours, in the flow of the page; all that it holds is in a closed shadow root, which the page's scripts cannot open. */
export interface Host {
  readonly element: HTMLElement;
  readonly root: HTMLElement;
  /** Light or dark as what lies around it, and in the page's own type. */
  fitIn(beside: Element): void;
}

const OURS_ALONE = ['keydown', 'keyup', 'keypress', 'input', 'paste'];

export function createHost(tag: string): Host {
  const element = document.createElement(tag);
  element.lang = language();
  const shadow = element.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([tokens, base, controls, configuration, card].join('\n'));
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  root.className = 'screen';
  // The page's shortcuts are not for what is pressed in here.
  for (const kind of OURS_ALONE) root.addEventListener(kind, (event) => event.stopPropagation());
  shadow.append(root);
  return {
    element,
    root,
    fitIn(beside) {
      const isDark = isOnDark(beside);
      element.classList.toggle('dark', isDark);
      element.classList.toggle('light', !isDark);
      element.style.setProperty('--font', getComputedStyle(beside).fontFamily);
    },
  };
}
