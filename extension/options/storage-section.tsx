import { BROWSER_PLACE, MEMORY_PLACE, PLACES, REMEMBERED_VALUES, STORED_VALUES, WORDS } from './words.ts';

/** What is stored, place by place, in words. */
export function StorageSection() {
  const places = [
    ...PLACES,
    { name: BROWSER_PLACE, holds: Object.values(STORED_VALUES) },
    { name: MEMORY_PLACE, holds: Object.values(REMEMBERED_VALUES) },
  ];
  return (
    <section class="card stack" aria-labelledby="stored">
      <header>
        <h2 class="card-title" id="stored">
          {WORDS.stored}
        </h2>
        <p class="secondary">{WORDS.storedMeans}</p>
      </header>
      {places.map(({ name, holds }) => (
        <section key={name}>
          <h3 class="section-title">{name}</h3>
          <ul class="holds">
            {holds.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
