import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Configuration } from '../configuration/configuration.tsx';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useTask } from '../ui/use-task.ts';
import { ConnectForm } from './connect-form.tsx';
import type { Who } from './draft.ts';
import { RepairForm } from './repair-form.tsx';
import { connectFailure, WORDS } from './words.ts';

/** What the window is opened for: a new password or other calendars for a connection, or a first connection for a user of the CRM. */
export type Errand =
  | { readonly repair: string }
  | { readonly choose: string }
  | { readonly confirm: Who }
  | { readonly connect: Who | null };

interface ConnectWindowProps {
  client: Pick<
    BridgeClient,
    | 'connection'
    | 'connect'
    | 'changePassword'
    | 'calendars'
    | 'configure'
    | 'change'
    | 'preview'
    | 'addFeed'
    | 'removeFeed'
  >;
  errand: Errand;
  onClose: () => void;
  onOpenWelcome: () => void;
  /** The person says who they are, for good. */
  onConfirm: (who: Who) => Promise<void>;
}

/** Slotbridge's own window, the only place beside the welcome page where a password is typed. */
export function ConnectWindow(props: ConnectWindowProps) {
  const { client, errand, onClose, onOpenWelcome } = props;
  if ('repair' in errand) return <Repair client={client} connectionId={errand.repair} onClose={onClose} />;
  if ('choose' in errand) return <Choose client={client} connectionId={errand.choose} onClose={onClose} />;
  if ('confirm' in errand) return <Confirm {...props} who={errand.confirm} />;
  if (errand.connect === null) {
    return (
      <Frame title={WORDS.connectTitle}>
        <Notice tone="plain">{WORDS.nobody}</Notice>
        <button type="button" class="button primary" onClick={onOpenWelcome}>
          {WORDS.openWelcome}
        </button>
      </Frame>
    );
  }
  return <FirstConnection client={client} who={errand.connect} onClose={onClose} />;
}

/** The page told who is signed in; whether that is so, the person knows. */
function Confirm({ who, client, onClose, onConfirm }: ConnectWindowProps & { who: Who }) {
  const [confirmed, setConfirmed] = useState(false);
  if (confirmed) return <FirstConnection client={client} who={who} onClose={onClose} />;
  return (
    <Frame title={WORDS.connectTitle}>
      <p>{WORDS.isItYou}</p>
      <p>
        <strong>{who.userName ?? who.userId}</strong>{' '}
        <span class="secondary">{who.locationName ?? who.locationId}</span>
      </p>
      <div class="row end">
        <button type="button" class="button" onClick={onClose}>
          {WORDS.notMe}
        </button>
        <button type="button" class="button primary" onClick={() => void onConfirm(who).then(() => setConfirmed(true))}>
          {WORDS.thisIsMe}
        </button>
      </div>
    </Frame>
  );
}

function Frame({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <main class="connect-window stack">
      <h1 class="card-title">{title}</h1>
      {children}
    </main>
  );
}

function Done({ words, onClose }: { words: string; onClose: () => void }) {
  return (
    <>
      <Notice tone="good">{words}</Notice>
      <div class="row end">
        <button type="button" class="button primary" onClick={onClose}>
          {WORDS.close}
        </button>
      </div>
    </>
  );
}

type Client = ConnectWindowProps['client'];

function FirstConnection({ client, who, onClose }: { client: Client; who: Who; onClose: () => void }) {
  const [connection, setConnection] = useState<Connection | null>(null);
  return (
    <Frame title={WORDS.connectTitle}>
      {connection === null && <ConnectForm client={client} who={who} onConnected={setConnection} />}
      <Spoken>
        {connection?.configured === false && <Notice tone="good">{WORDS.connected}</Notice>}
        {connection?.configured && <Done words={WORDS.allSet} onClose={onClose} />}
      </Spoken>
      {connection?.configured === false && (
        <Configuration key={connection.id} client={client} connection={connection} onSaved={setConnection} />
      )}
    </Frame>
  );
}

interface StandingProps {
  client: Client;
  connectionId: string;
  onClose: () => void;
}

function useConnection(client: Client, connectionId: string) {
  const [connection, setConnection] = useState<Connection | null>(null);
  const task = useTask();
  useEffect(() => {
    void task.run(async () => setConnection(await client.connection(connectionId)));
  }, [connectionId]);
  return { connection, task };
}

function Choose({ client, connectionId, onClose }: StandingProps) {
  const { connection, task } = useConnection(client, connectionId);
  return (
    <Frame title={WORDS.chooseTitle}>
      <Spoken>
        {task.running && <p class="secondary">{WORDS.loading}</p>}
        {task.failure && <Notice tone="failed">{connectFailure(task.failure, true)}</Notice>}
      </Spoken>
      {connection && <Configuration client={client} connection={connection} onSaved={onClose} onCancel={onClose} />}
    </Frame>
  );
}

function Repair({ client, connectionId, onClose }: StandingProps) {
  const { connection, task } = useConnection(client, connectionId);
  const [repaired, setRepaired] = useState(false);
  return (
    <Frame title={WORDS.repairTitle}>
      {connection && !repaired && (
        <RepairForm client={client} connection={connection} onRepaired={() => setRepaired(true)} />
      )}
      <Spoken>
        {task.running && <p class="secondary">{WORDS.loading}</p>}
        {task.failure && <Notice tone="failed">{connectFailure(task.failure, true)}</Notice>}
        {repaired && <Done words={WORDS.passwordWorks} onClose={onClose} />}
      </Spoken>
    </Frame>
  );
}
