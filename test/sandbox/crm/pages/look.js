/**
 * How the page is marked up: as it is today (null), as it was some years ago (`?look=older`), or with every class and id
 * renamed and nested otherwise while texts and roles are as they are (`?look=renamed`).
 */
export const look = new URLSearchParams(location.search).get('look');

const OLDER = {
  'appointment_widgets--revamp': 'hl_widget',
  'timezone-label': 'multiselect__single',
  'widgets-slot-block': 'hour-select',
  'widgets-time-slots': 'hour-list',
  'widgets-time-slot': 'hour',
  actived: 'chosen',
};

/** The name that a class or id goes by in that look. */
export function nameIn(name) {
  if (look === 'older') return OLDER[name] ?? name;
  if (look !== 'renamed') return name;
  const sum = [...name].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)) % 2_147_483_647, 7);
  return `x${sum.toString(36)}`;
}

export const namesIn = (names) => names.split(/\s+/).filter(Boolean).map(nameIn).join(' ');

/** In another look the style sheet speaks of other names, too. */
export function dressUp() {
  if (!look) return;
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));
  const sheet = new CSSStyleSheet();
  // Names stand before a brace; behind it are the colours.
  const names = /([.#])([a-zA-Z_][\w-]*)(?=[^{}]*\{)/g;
  sheet.replaceSync(rules.join('\n').replace(names, (_all, kind, name) => kind + nameIn(name)));
  document.adoptedStyleSheets = [sheet];
}
