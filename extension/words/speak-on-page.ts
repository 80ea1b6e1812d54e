import { language } from './say.ts';

/** Says of a page of ours in which language it is, as screen readers want to know, and names its tab. */
export function speakOnPage(title: string): void {
  document.documentElement.lang = language();
  document.title = title;
}
