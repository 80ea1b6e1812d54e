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

/** What the window is opened for: a new password for a connection, or a first connection for a user of the CRM. */
export type Errand = { readonly repair: string } | { readonly connect: Who | null };

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
}

/** Slotbridge's own window, the only place beside the welcome page where a password is typed. */
export function ConnectWindow({ client, errand, onClose, onOpenWelcome }: ConnectWindowProps) {
  if ('repair' in errand) return <Repair client={client} connectionId={errand.repair} onClose={onClose} />;
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

function Repair({ client, connectionId, onClose }: { client: Client; connectionId: string; onClose: () => void }) {
  const [connection, setConnection] = useState<Connection | null>(null);
  const [repaired, setRepaired] = useState(false);
  const task = useTask();
  useEffect(() => {
    void task.run(async () => setConnection(await client.connection(connectionId)));
  }, [connectionId]);
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
