import { BOOKING_WORDS as WORDS } from './booking-words.ts';

/** The way to an appointment in the CRM, where its address is known. */
export function CrmLink({ url, title }: { url: string | null | undefined; title: string }) {
  if (!url || !/^https?:/.test(url)) return null;
  return (
    <a class="button small" href={url} target="_blank" rel="noreferrer noopener" aria-label={WORDS.openNamed(title)}>
      {WORDS.open}
    </a>
  );
}
