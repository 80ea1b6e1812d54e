import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../../shared/contract/connection.ts';
import type { Crm } from '../../shared/contract/crm.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { RoomHeading } from '../ui/room-heading.tsx';
import { Bottom } from './bottom.tsx';
import { Refusal } from './refusal.tsx';
import { Renew } from './renew.tsx';
import type { Copy } from './scope-list.tsx';
import { SetUp } from './set-up.tsx';
import { Standing } from './standing.tsx';
import { subAccountOf } from './token-step.tsx';
import { TurnOff } from './turn-off.tsx';
import { useCrm } from './use-crm.ts';
import { WORDS } from './words.ts';

interface PublicPagesProps {
  client: Pick<
    BridgeClient,
    'connection' | 'crm' | 'previewCrm' | 'turnOnCrm' | 'changeCrm' | 'runCrm' | 'removeCrmBlocks' | 'turnOffCrm'
  >;
  /** Null where the window's address names none. */
  connectionId: string | null;
  copy: Copy;
  onClose: () => void;
}

/** Slotbridge's own window for the CRM's own API: the only place where its token is typed. */
export function PublicPages({ connectionId, ...rest }: PublicPagesProps) {
  if (connectionId === null) {
    return (
      <Frame about={null}>
        <Notice tone="plain">{WORDS.noConnection}</Notice>
      </Frame>
    );
  }
  return <OfConnection connectionId={connectionId} {...rest} />;
}

function OfConnection({ client, connectionId, ...rest }: PublicPagesProps & { connectionId: string }) {
  const { view, learn } = useCrm(client, connectionId);
  const { connection, crm, failure } = view;
  return (
    <Frame about={connection}>
      <Spoken>
        <Refusal failure={failure} subAccount={connection ? subAccountOf(connection) : WORDS.thisSubAccount} />
        {crm === null && !failure && <p class="secondary">{WORDS.loading}</p>}
      </Spoken>
      {connection && crm && <Rooms {...{ client, connection, crm, learn }} {...rest} />}
    </Frame>
  );
}

function Frame({ about, children }: { about: Connection | null; children: ComponentChildren }) {
  return (
    <main class="public-pages stack">
      <header>
        <h1 class="card-title">{WORDS.title}</h1>
        {about && <p class="secondary">{[about.locationName, about.userName].filter(Boolean).join(', ')}</p>}
      </header>
      {children}
    </main>
  );
}

type Room = 'standing' | 'renew' | 'turn-off' | 'removed' | 'discarded';

interface RoomsProps extends Pick<PublicPagesProps, 'client' | 'copy' | 'onClose'> {
  connection: Connection;
  crm: Crm;
  learn: (crm: Crm) => void;
}

function Rooms({ client, connection, crm, learn, copy, onClose }: RoomsProps) {
  const [room, setRoom] = useState<Room>('standing');
  useEffect(() => scrollTo(0, 0), [room]);
  const back = () => setRoom('standing');
  const learnAndShow = (news: Crm) => {
    learn(news);
    back();
  };
  if (room === 'removed' || room === 'discarded') return <Off blocksStay={room === 'discarded'} onClose={onClose} />;
  if (crm.state === 'off') {
    if (!connection.configured) return <Notice tone="plain">{WORDS.notConfigured}</Notice>;
    return <SetUp {...{ client, connection, copy }} settings={crm.settings} onTurnedOn={learnAndShow} />;
  }
  if (room === 'renew') return <Renew {...{ client, connection, crm, copy }} onRenewed={learnAndShow} onBack={back} />;
  if (room === 'turn-off') {
    const off = (blocksStay: boolean) => setRoom(blocksStay ? 'discarded' : 'removed');
    const { standing } = crm.blocks;
    return <TurnOff {...{ client, connection, standing }} onOff={off} onKeep={back} />;
  }
  return (
    <Standing
      {...{ client, connection, crm, copy }}
      onCrm={learn}
      onRenew={() => setRoom('renew')}
      onTurnOff={() => setRoom('turn-off')}
    />
  );
}

function Off({ blocksStay, onClose }: { blocksStay: boolean; onClose: () => void }) {
  return (
    <section class="stack">
      <RoomHeading>{WORDS.offTitle}</RoomHeading>
      <Notice tone={blocksStay ? 'unknown' : 'good'}>{blocksStay ? WORDS.discarded : WORDS.turnedOff}</Notice>
      <p class="secondary">{WORDS.deleteIntegration}</p>
      <Bottom>
        <button type="button" class="button primary" onClick={onClose}>
          {WORDS.close}
        </button>
      </Bottom>
    </section>
  );
}
