import { WORDS } from './words.ts';

/** What an app-specific password is and the way to one. */
export function WayToPassword() {
  return (
    <section class="way stack" aria-label={WORDS.wayTitle}>
      <p>{WORDS.what}</p>
      <ol>
        {WORDS.way.map((step) => (
          <li key={step}>{withLink(step)}</li>
        ))}
      </ol>
    </section>
  );
}

function withLink(step: string) {
  const [before, after] = step.split('{link}');
  if (after === undefined) return step;
  return (
    <>
      {before}
      <a class="text-link" href={WORDS.appleAccountUrl} target="_blank" rel="noreferrer noopener">
        {WORDS.appleAccount}
      </a>
      {after}
    </>
  );
}
