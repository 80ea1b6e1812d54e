const ROUTE = /^\/v2\/location\/([A-Za-z0-9]+)\/(.*?)\/?$/;

/** The route that the address shows: `{ locationId, page }`, page as in `calendars/view`. */
export function currentRoute() {
  const [, locationId = null, page = ''] = ROUTE.exec(location.pathname) ?? [];
  return { locationId, page };
}

/** HighLevel's words for a route, as `AppUtils.RouteHelper.getCurrentRoute()` gives them. */
export function describeRoute() {
  const { locationId, page } = currentRoute();
  return {
    name: page.replaceAll('/', '-'),
    path: location.pathname,
    fullPath: location.pathname + location.search,
    params: { location_id: locationId },
    query: Object.fromEntries(new URLSearchParams(location.search)),
  };
}

/** Draws every page through `draw`, and tells the window of each change as HighLevel does. */
export function startRouter(draw) {
  const follow = async (kind) => {
    window.dispatchEvent(new CustomEvent(kind, { detail: describeRoute() }));
    await draw(currentRoute());
  };
  window.addEventListener('popstate', () => void follow('routeChangeEvent'));
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-route]');
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    if (link.pathname === location.pathname) return;
    history.pushState({}, '', link.href);
    void follow('routeChangeEvent');
  });
  return follow('routeLoaded');
}

/** A link that stays inside the app. */
export function routeTo(locationId, page) {
  return { href: `/v2/location/${locationId}/${page}`, 'data-route': '' };
}
