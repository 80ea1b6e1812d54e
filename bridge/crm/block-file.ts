import type { BlockLedger, OwnBlock } from '../domain/crm/own-blocks.ts';
import type { DurableFile } from '../store/durable-file.ts';
import type { BlocksFile } from './stored-link.ts';

/** The ledger of blocks, durable at every step. */
export class BlockFile {
  readonly #file: DurableFile<BlocksFile>;

  constructor(file: DurableFile<BlocksFile>) {
    this.#file = file;
  }

  get ledger(): BlockLedger {
    return this.#file.data;
  }

  /** Writes only what differs. Resolves once it is on disk. */
  async save(ledger: BlockLedger): Promise<void> {
    const { blocks, intents, leftOpen, removed, othersAt, doubted, takenOut } = ledger;
    const next = { blocks, intents, leftOpen, removed, othersAt, doubted, takenOut };
    const { version: _, ...before } = this.#file.data;
    if (JSON.stringify(next) === JSON.stringify({ ...before })) return;
    await this.#file.update((draft) => Object.assign(draft, structuredClone(next)));
  }

  change(id: string, part: Partial<OwnBlock>): Promise<void> {
    const blocks = this.ledger.blocks.map((block) => (block.id === id ? { ...block, ...part } : block));
    return this.save({ ...this.ledger, blocks });
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
