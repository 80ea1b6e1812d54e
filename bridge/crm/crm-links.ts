import { rm } from 'node:fs/promises';
import type { Crm, CrmBlocks, CrmPatch, CrmPreview, CrmPreviewRequest, CrmRequest } from '../../shared/contract/crm.ts';
import { NO_BLOCKS } from '../domain/crm/own-blocks.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import type { OpenHighLevel } from '../highlevel/open.ts';
import type { DurableFile } from '../store/durable-file.ts';
import { bringLink, type CrmLinksParts, openApi } from './bring-link.ts';
import type { CrmLink } from './crm-link.ts';
import type { CrmLinksPort } from './crm-links-port.ts';
import { notSetUp } from './describe-link.ts';
import { withKept } from './kept-request.ts';
import { openLinksFile } from './link-files.ts';
import { linkedPerson } from './linked-person.ts';
import { assertOnlyLink } from './one-link.ts';
import { previewLink } from './preview-link.ts';
import { type LinksFile, type StoredLink, tokenName } from './stored-link.ts';
import { verifiedSetup } from './verified-setup.ts';

/** Every sub-account whose own availability is kept right, by the connection that it belongs to. */
export class CrmLinks implements CrmLinksPort {
  readonly #parts: CrmLinksParts;
  readonly #file: DurableFile<LinksFile>;
  readonly #links = new Map<string, CrmLink>();
  readonly #timer: NodeJS.Timeout;
  #lastTurn: Promise<unknown> = Promise.resolve();

  private constructor(parts: CrmLinksParts, file: DurableFile<LinksFile>) {
    this.#parts = parts;
    this.#file = file;
    this.#timer = setInterval(() => this.#tick(), parts.patience.tickMs);
    this.#timer.unref();
  }

  /** Brings back what was kept, once the connections are open. */
  static async open(parts: CrmLinksParts): Promise<CrmLinks> {
    const file = await openLinksFile(parts);
    const links = new CrmLinks(parts, file);
    const known = new Set(parts.connections.all().map(({ record }) => record.id));
    for (const { connectionId } of file.data.links) if (known.has(connectionId)) await links.#bring(connectionId);
    return links;
  }

  async preview(connectionId: string, request: CrmPreviewRequest): Promise<CrmPreview> {
    const { api, setup } = await this.#verified(
      connectionId,
      await withKept(request, {
        link: this.#stored(connectionId),
        token: () => this.#keptToken(connectionId),
        crmUrl: this.#parts.crmUrl,
      }),
    );
    const { clock, patience } = this.#parts;
    const ledger = this.#links.get(connectionId)?.ledger ?? NO_BLOCKS;
    const person = this.#person(connectionId);
    return this.#counted(connectionId, api, () => previewLink({ api, person, setup, ledger, clock, patience }));
  }

  async connect(connectionId: string, request: CrmRequest): Promise<Crm> {
    const { setup } = await this.#verified(connectionId, request);
    return this.#inTurn(async () => {
      this.#parts.connections.get(connectionId);
      assertOnlyLink(setup, this.#file.data.links, this.#parts.connections);
      await this.#leaveOther(setup, request.token);
      await this.#parts.secrets.set(tokenName(connectionId), request.token);
      await this.#file.update((data) => {
        data.links = [...data.links.filter((link) => link.connectionId !== connectionId), setup];
      });
      const link = this.#links.get(connectionId) ?? (await this.#bring(connectionId));
      link.renewed();
      link.tick();
      return link.describe();
    });
  }

  describe(connectionId: string): Crm {
    this.#parts.connections.get(connectionId);
    return this.#links.get(connectionId)?.describe() ?? notSetUp();
  }

  async patch(connectionId: string, patch: CrmPatch): Promise<Crm> {
    const link = this.#get(connectionId);
    await this.#save(connectionId, (setup) => {
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      setup.settings = { ...setup.settings, ...Object.fromEntries(given) };
    });
    link.renewed();
    link.tick();
    return link.describe();
  }

  async run(connectionId: string): Promise<Crm> {
    const link = this.#get(connectionId);
    await link.run();
    return link.describe();
  }

  async removeBlocks(connectionId: string, dryRun: boolean): Promise<CrmBlocks> {
    return { blocks: await this.#get(connectionId).removeBlocks(dryRun) };
  }

  disconnect(connectionId: string, discard: boolean): Promise<void> {
    return this.#inTurn(async () => {
      this.#parts.connections.get(connectionId);
      await this.#end(connectionId, discard);
    });
  }

  /**
   * Before a connection goes: its blocks would stand for ever. Throws what stands in the way; with `insist` it goes all
   * the same, and what could not be taken out is told to `onLeftBehind`.
   */
  beforeRemoval(connectionId: string, insist: boolean): Promise<void> {
    return this.#inTurn(() => (insist ? this.#leave(connectionId) : this.#end(connectionId, false)));
  }

  /** What is known of the connection's time may have changed. */
  changed(connectionId: string): void {
    this.#links.get(connectionId)?.changed();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#links.values()].map((link) => link.close()));
    await this.#file.close();
  }

  #tick(): void {
    for (const link of this.#links.values()) link.tick();
  }

  /** Takes the blocks out if that can be done; it ends all the same. */
  async #leave(connectionId: string): Promise<void> {
    const name = this.#links.get(connectionId)?.setup.locationName ?? '';
    try {
      await this.#end(connectionId, false);
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      this.#parts.onLeftBehind(name);
      await this.#end(connectionId, true);
    }
  }

  /** The blocks of another user would stand for ever. The new token is known to be good, the old one may be revoked. */
  async #leaveOther({ connectionId, userId, baseUrl }: StoredLink, token: string): Promise<void> {
    const before = this.#stored(connectionId);
    if (!before || before.userId === userId) return;
    if (before.baseUrl === baseUrl) {
      await this.#parts.secrets.set(tokenName(connectionId), token);
      this.#links.get(connectionId)?.renewed();
    }
    await this.#leave(connectionId);
  }

  async #end(connectionId: string, discard: boolean): Promise<void> {
    await this.#links.get(connectionId)?.end(discard);
    // Also where nothing was set up: a token may have been kept before that broke off.
    await this.#parts.secrets.delete(tokenName(connectionId));
    await this.#file.update((data) => {
      data.links = data.links.filter((one) => one.connectionId !== connectionId);
    });
    await this.#forget(connectionId);
  }

  /** What is known of the blocks; those that stand are known by their mark. */
  async #forget(connectionId: string): Promise<void> {
    const link = this.#links.get(connectionId);
    this.#links.delete(connectionId);
    await link?.close();
    await rm(this.#parts.folder.file('crm', connectionId), { recursive: true, force: true });
  }

  async #verified(connectionId: string, request: CrmRequest): Promise<{ api: OpenHighLevel; setup: StoredLink }> {
    const person = this.#person(connectionId);
    const { token, baseUrl } = request;
    const api = openApi({ token, locationId: person.locationId, baseUrl }, this.#parts);
    const setup = await this.#counted(connectionId, api, () =>
      verifiedSetup(api, person, request, this.#stored(connectionId)),
    );
    assertOnlyLink(setup, this.#file.data.links, this.#parts.connections);
    return { api, setup };
  }

  /** What is asked outside of passes is of the same day's budget. */
  async #counted<T>(connectionId: string, api: OpenHighLevel, work: () => Promise<T>): Promise<T> {
    const before = api.calls;
    try {
      return await work();
    } finally {
      this.#links.get(connectionId)?.count(api.calls - before);
    }
  }

  async #keptToken(connectionId: string): Promise<string> {
    this.#parts.connections.get(connectionId);
    const token = await this.#parts.secrets.get(tokenName(connectionId));
    if (token === null) throw new BridgeError('invalid-token');
    return token;
  }

  #person(connectionId: string) {
    return linkedPerson(this.#parts.connections.get(connectionId));
  }

  #stored(connectionId: string): StoredLink | undefined {
    return this.#file.data.links.find((link) => link.connectionId === connectionId);
  }

  #get(connectionId: string): CrmLink {
    this.#parts.connections.get(connectionId);
    const link = this.#links.get(connectionId);
    if (link) return link;
    throw new BridgeError('not-found', { detail: 'Public booking pages are not protected for this connection yet.' });
  }

  #save(connectionId: string, change: (setup: StoredLink) => void): Promise<void> {
    return this.#file.update((data) => {
      const setup = data.links.find((link) => link.connectionId === connectionId);
      if (setup) change(setup);
    });
  }

  async #bring(connectionId: string): Promise<CrmLink> {
    const link = await bringLink(connectionId, this.#parts, {
      person: this.#person(connectionId),
      stored: () => this.#stored(connectionId),
      save: (change) => this.#save(connectionId, change),
    });
    this.#links.set(connectionId, link);
    return link;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work, work);
    this.#lastTurn = turn;
    return turn;
  }
}
