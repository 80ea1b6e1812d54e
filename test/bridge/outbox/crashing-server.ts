import type { CalendarWriter, FetchedResource } from '../../../bridge/domain/remote.ts';
import { BridgeError } from '../../../bridge/errors/bridge-error.ts';

/** What happens to the requests to come, one each; then nothing more. */
export type Fate = 'well' | 'lost' | 'answer-lost' | 'late' | 'died' | 'died-after';

/** Thrown in place of an answer when the bridge itself died: nothing after that moment happened. */
export class Died extends Error {}

/** An account in memory in which a UID may stand once, as in iCloud, or once in each calendar. */
export class CrashingServer implements CalendarWriter {
  readonly #resources = new Map<string, { text: string; version: number }>();
  readonly #fates: Fate[] = [];
  readonly #late: (() => unknown)[] = [];
  readonly #uidOncePerAccount: boolean;
  #versions = 0;

  constructor(uidOncePerAccount: boolean) {
    this.#uidOncePerAccount = uidOncePerAccount;
  }

  strike(fates: readonly Fate[]): void {
    this.#fates.splice(0, this.#fates.length, ...fates);
  }

  /** What nobody waits for any more is carried out. */
  arriveLate(): void {
    for (const work of this.#late.splice(0)) work();
  }

  texts(): { href: string; text: string }[] {
    return [...this.#resources].map(([href, { text }]) => ({ href, text }));
  }

  readResource(href: string): Promise<FetchedResource | null> {
    return this.#answer(() => {
      const found = this.#resources.get(href);
      return found ? { href, etag: `"${found.version}"`, text: found.text } : null;
    });
  }

  createResource(href: string, text: string) {
    return this.#answer(() => {
      if (this.#resources.has(href) || this.#isTaken(href, text)) return { kind: 'refused-as-existing' } as const;
      return this.#put(href, text);
    }, true);
  }

  updateResource(href: string, text: string, etag: string | null) {
    return this.#answer(() => {
      const found = this.#resources.get(href);
      if (!found) return { kind: 'gone' } as const;
      return etag === `"${found.version}"` ? this.#put(href, text) : ({ kind: 'changed' } as const);
    });
  }

  deleteResource(href: string, etag: string | null) {
    return this.#answer(() => {
      const found = this.#resources.get(href);
      if (!found) return { kind: 'gone' } as const;
      if (etag !== `"${found.version}"`) return { kind: 'changed' } as const;
      this.#resources.delete(href);
      return { kind: 'deleted' } as const;
    });
  }

  #put(href: string, text: string) {
    this.#versions += 1;
    this.#resources.set(href, { text, version: this.#versions });
    return { kind: 'written', etag: null } as const;
  }

  #isTaken(href: string, text: string): boolean {
    const uid = uidIn(text);
    const calendar = href.slice(0, href.lastIndexOf('/'));
    return this.texts().some(
      (other) => uidIn(other.text) === uid && (this.#uidOncePerAccount || other.href.startsWith(`${calendar}/`)),
    );
  }

  /** Only a new event comes late: everything else is tied to an ETag, which then no longer holds. */
  async #answer<T>(work: () => T, mayBeLate = false): Promise<T> {
    const fate = this.#fates.shift() ?? 'well';
    if (fate === 'died') throw new Died();
    if (fate === 'lost') throw new BridgeError('server-unreachable');
    if (fate === 'late' && mayBeLate) this.#late.push(work);
    if (fate === 'late') throw new BridgeError('server-unreachable');
    const answer = work();
    if (fate === 'died-after') throw new Died();
    if (fate === 'answer-lost') throw new BridgeError('server-unreachable');
    return answer;
  }
}

export function uidIn(text: string): string {
  return /^UID:(.*)$/m.exec(text.replace(/\r\n /g, '').replaceAll('\r', ''))?.[1] ?? '';
}
