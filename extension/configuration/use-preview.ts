import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConfigurationRequest, SettingsPatch } from '../../shared/contract/connection.ts';
import type { Preview } from '../../shared/contract/preview.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { PREVIEW_DAYS } from './preview-words.ts';

/** So long nothing more was ticked: somebody who is still choosing is not counted for. */
const SETTLED_MS = 350;

/** What a person has chosen and not saved; null where it is what holds already. */
export interface Unsaved extends ConfigurationRequest {
  readonly settings?: SettingsPatch;
}

export interface PreviewState {
  readonly preview: Preview | null;
  readonly working: boolean;
  readonly failure: BridgeFailure | null;
  again(): void;
}

const NOTHING = { preview: null, working: false, failure: null };

/** Asks what the choices would change, once the person stops choosing. An answer that came too late is dropped. */
export function usePreview(
  client: Pick<BridgeClient, 'preview'>,
  connectionId: string,
  unsaved: Unsaved | null,
): PreviewState {
  const [state, setState] = useState<Omit<PreviewState, 'again'>>(NOTHING);
  const [round, setRound] = useState(0);
  const newest = useRef(0);
  const asked = unsaved && JSON.stringify(unsaved);
  useEffect(() => {
    newest.current += 1;
    const turn = newest.current;
    const isNewest = () => turn === newest.current;
    if (unsaved === null) return setState(NOTHING);
    setState((before) => ({ ...before, working: true, failure: null }));
    const timer = setTimeout(
      () => void ask(client, connectionId, unsaved).then((now) => isNewest() && setState(now)),
      SETTLED_MS,
    );
    return () => {
      newest.current += 1;
      clearTimeout(timer);
    };
  }, [connectionId, asked, round]);
  return { ...state, again: () => setRound((count) => count + 1) };
}

async function ask(
  client: Pick<BridgeClient, 'preview'>,
  connectionId: string,
  unsaved: Unsaved,
): Promise<Omit<PreviewState, 'again'>> {
  const from = new Date();
  const to = new Date(from.getTime() + PREVIEW_DAYS * 86_400_000);
  const range = { from: from.toISOString(), to: to.toISOString() };
  try {
    return { ...NOTHING, preview: await client.preview(connectionId, { ...unsaved, ...range }) };
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error;
    return { ...NOTHING, failure: error };
  }
}
