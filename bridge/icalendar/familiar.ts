import { ownText } from './own-text.ts';

/** Remembers what was made of the latest few texts, for texts that come again and again. */
export class Familiar<Made> {
  readonly #made = new Map<string, Made>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(text: string, make: (text: string) => Made): Made {
    const known = this.#made.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    const made = make(own);
    const [oldest] = this.#made.keys();
    if (this.#made.size >= this.#most && oldest !== undefined) this.#made.delete(oldest);
    this.#made.set(own, made);
    return made;
  }
}
