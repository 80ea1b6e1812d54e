/** 16 px line icons. They stand beside words and are hidden from assistive technology. */
const PATHS = {
  check: 'M3 8.5l3.2 3L13 4.5',
  warning: 'M8 2.2l6.2 11H1.8zM8 6.4v3.2M8 11.4v.2',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.4v3.8M8 4.8v.2',
  refresh: 'M13.2 6A5.6 5.6 0 0 0 3.4 4.6L2 6M2 2.6V6h3.4M2.8 10a5.6 5.6 0 0 0 9.8 1.4L14 10M14 13.4V10h-3.4',
  calendar: 'M2.5 3.8h11v9.7h-11zM2.5 6.8h11M5.4 2v3M10.6 2v3',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l8 5-8 5z',
  back: 'M10 3L5 8l5 5',
  onward: 'M6 3l5 5-5 5',
  eye: 'M1.5 8S4 3.6 8 3.6 14.5 8 14.5 8 12 12.4 8 12.4 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  copy: 'M5.5 5.5h8v8h-8zM2.5 10.5v-8h8',
  inbox: 'M8 2v7.5M5 6.6l3 3 3-3M2.5 9.5v4h11v-4',
  lock: 'M3.5 7.2h9v6.3h-9zM5.4 7.2V5a2.6 2.6 0 0 1 5.2 0v2.2',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
      <path d={PATHS[name]} stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
