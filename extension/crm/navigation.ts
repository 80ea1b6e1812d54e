/** Calls `listener` after every change of the address or route within the page. */
export function onNavigation(listener: () => void, signal: AbortSignal): void {
  const later = () => setTimeout(listener, 0);
  const navigation = (window as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener('navigatesuccess', later, { signal });
  navigation?.addEventListener('currententrychange', later, { signal });
  for (const kind of ['popstate', 'hashchange', 'routeLoaded', 'routeChangeEvent']) {
    window.addEventListener(kind, later, { signal });
  }
}
