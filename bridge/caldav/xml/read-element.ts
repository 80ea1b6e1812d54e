import type { XmlElement } from './element.ts';
import { decodeEntities, decodeReturns, hasOnlyReturns } from './entities.ts';

const BLANK = /^(?:\s|&#13;)*$/;
const NONE: readonly XmlElement[] = [];

/**
 * An element while its document is read, and from then on. The text of an event is resolved when it is asked for: what
 * waits for its turn, hundreds of events at once, is then no more than a place in the answer.
 */
export class ReadElement implements XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  children = NONE;
  #read = '';
  /** Comes behind what was read. It is sound, and nothing but carriage returns is to be resolved in it. */
  #sent = '';

  constructor(name: string, attributes: Readonly<Record<string, string>>) {
    this.name = name;
    this.attributes = attributes;
  }

  get text(): string {
    return this.#read + decodeReturns(this.#sent);
  }

  get isBlank(): boolean {
    return BLANK.test(this.#sent) && BLANK.test(this.#read);
  }

  /** @throws XmlError when an ampersand begins no entity. */
  addText(raw: string, position: number): void {
    this.#readSent();
    if (hasOnlyReturns(raw)) this.#sent = raw;
    else this.#read += decodeEntities(raw, position);
  }

  addCdata(text: string): void {
    this.#readSent();
    this.#read += text;
  }

  addChild(child: XmlElement): void {
    const [first] = this.children;
    if (first === undefined) this.children = [child];
    // Most have two. One that grows is given room for seventeen at once.
    else if (this.children.length === 1) this.children = [first, child];
    else (this.children as XmlElement[]).push(child);
  }

  #readSent(): void {
    if (this.#sent === '') return;
    this.#read += decodeReturns(this.#sent);
    this.#sent = '';
  }
}
