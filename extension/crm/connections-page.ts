/** Newest first. Where none of them fits, the list is known by the names of its providers. */
const LISTS = ['#card_view_container', '.connection-cards', '[data-testid="connections-list"]'];

/** What the CRM connects calendars and meetings with; at least two of them make a list of connections. */
const PROVIDERS = [/google/i, /outlook/i, /zoom/i, /icloud/i, /caldav/i];

const ADD_NEW = /^\W*(add( a)? new( connection)?|connect( a)? new|agregar( nueva)?|añadir( nueva)?)\W*$/i;

const isSeen = (element: Element) => element.getClientRects().length > 0;

const providersIn = (element: Element) => PROVIDERS.filter((name) => name.test(element.textContent ?? '')).length;

/** The list of connections by its id or class, else by what stands in it; null where the page shows none. */
export function findConnectionList(root: ParentNode): HTMLElement | null {
  const known = LISTS.flatMap((selector) => [...root.querySelectorAll<HTMLElement>(selector)]).find(isSeen);
  return known ?? listByProviders(root) ?? null;
}

/** The smallest part that holds two providers, each in an element of its own with a button or a link. */
function listByProviders(root: ParentNode): HTMLElement | undefined {
  const headings = [...root.querySelectorAll<HTMLElement>('h2, h3, h4, h5, [role="heading"], strong')].filter(
    (heading) => providersIn(heading) === 1 && isSeen(heading),
  );
  const [first] = headings;
  for (let at = first?.parentElement ?? null; at && at !== document.body; at = at.parentElement) {
    const inside = headings.filter((heading) => at.contains(heading));
    if (inside.length > 1 && at.querySelector('button, a, [role="button"]')) return at;
  }
  return undefined;
}

/** The page's own button that offers further connections. */
export function findAddNew(root: ParentNode): HTMLElement | null {
  const buttons = root.querySelectorAll<HTMLElement>('button, [role="button"], a');
  return [...buttons].find((button) => ADD_NEW.test((button.textContent ?? '').trim()) && isSeen(button)) ?? null;
}

/** The menu or dialog in which the page offers providers, once it is open. */
export function findProviderMenu(root: ParentNode, list: Element | null): HTMLElement | null {
  const open = root.querySelectorAll<HTMLElement>('[role="menu"], [role="listbox"], [role="dialog"], dialog[open]');
  return [...open].find((menu) => !list?.contains(menu) && providersIn(menu) > 1 && isSeen(menu)) ?? null;
}
