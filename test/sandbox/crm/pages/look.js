/**
 * How the page is marked up: as it is today, as the older widget was (`?look=older`), or with every class and id renamed
 * and all texts, roles and data as they are (`?look=renamed`).
 */
const look = new URLSearchParams(location.search).get('look');

const OLDER = {
  'appointment_widgets--revamp': 'hl_widget',
  'timezone-label': 'multiselect__single',
  'widgets-slot-block': 'hour-select',
  'widgets-time-slots': 'hour-list',
  'widgets-time-slot': 'hour',
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
  sheet.replaceSync(rules.join('\n').replace(/([.#])([a-zA-Z_][\w-]*)/g, (_all, kind, name) => kind + nameIn(name)));
  document.adoptedStyleSheets = [sheet];
}
