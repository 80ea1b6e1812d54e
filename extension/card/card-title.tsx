import { CARD_WORDS as WORDS } from './words.ts';

/** The icon beside the name, as the page's own providers have one. */
export function CardTitle() {
  return (
    <h3 class="card-title provider">
      <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
        <rect x="1" y="1" width="30" height="30" rx="8" class="mark-edge" />
        <path d="M8 12h16M8 10.500a1.500 1.500 0 0 1 1.500-1.500h13a1.500 1.500 0 0 1 1.500 1.500v11a1.500 1.500 0 0 1-1.500 1.500h-13A1.500 1.500 0 0 1 8 21.500zM12 7v3.500M20 7v3.500M12 16.500h3M17 16.500h3M12 19.800h3" />
      </svg>
      {WORDS.title}
    </h3>
  );
}
