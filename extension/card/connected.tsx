import { useState } from 'preact/hooks';
import type { CardState } from '../background/card-messages.ts';
import { Configuration } from '../configuration/configuration.tsx';
import { Disconnect } from '../popup/disconnect.tsx';
import { situationOf } from '../popup/situation.ts';
import { situationInWords, TONES } from '../popup/words.ts';
import { AskedOnce } from '../questions/asked-once.tsx';
import { CalendarDot } from '../ui/calendar-dot.tsx';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTask } from '../ui/use-task.ts';
import { statusInWords } from '../words/bridge-words.ts';
import type { CardClient } from './card-client.ts';
import type { CardLink } from './card-link.ts';
import { CardTitle } from './card-title.tsx';
import { PublicPagesLine } from './public-pages-line.tsx';
import { CARD_WORDS as WORDS } from './words.ts';

type ConnectedState = Extract<CardState, { kind: 'connected' }>;

interface ConnectedProps {
  state: ConnectedState;
  client: CardClient;
  open: CardLink['open'];
}

type Room = 'summary' | 'configuration' | 'disconnect';

/** The card of a connection: its state above, and below it the choices, or what is chosen. */
export function Connected({ state, client, open }: ConnectedProps) {
  const [room, setRoom] = useState<Room>('summary');
  const [saved, setSaved] = useState(false);
  const leave = (isSaved: boolean) => {
    setSaved(isSaved);
    setRoom('summary');
  };
  const shown = room === 'summary' && !state.connection.configured ? 'configuration' : room;
  return (
    <div class="stack connected">
      <Head state={state} />
      {shown === 'configuration' && (
        <Configuration
          client={client}
          connection={state.connection}
          onSaved={() => leave(true)}
          onAddSubscription={() => open('calendars')}
          onCancel={state.connection.configured ? () => leave(false) : undefined}
        />
      )}
      {shown === 'disconnect' && (
        <Disconnect
          client={client}
          connection={state.connection}
          inICloud={state.inICloud}
          onWritten={() => open('popup')}
          onGone={() => leave(false)}
          onKeep={() => leave(false)}
        />
      )}
      {shown === 'summary' && (
        <AskedOnce
          questions={state.questions}
          onAnswer={async ({ key }, yes) => void (await client.answer(key, yes))}
        />
      )}
      {shown === 'summary' && <Summary {...{ state, client, open, saved }} onEnter={setRoom} />}
    </div>
  );
}

/** The name at left, the state at right; a state that wants something of the person takes a line of its own. */
function Head({ state }: { state: ConnectedState }) {
  const { connection, checkedAt, complete, partlyKnown, isAway = false } = state;
  const now = useNow();
  const blocked = { complete, unknown: partlyKnown ? [{ calendarId: '', reason: '', since: '' }] : [] };
  const situation = situationOf({ bridgeAnswers: !isAway, connection, blocked, checking: false });
  const tone = TONES[situation];
  const words = situationInWords(situation, {
    checkedAt: checkedAt === null ? null : Date.parse(checkedAt),
    now,
    timeZone: connection.timeZone,
    detail: statusInWords(connection),
  });
  const isQuiet = tone === 'good';
  return (
    <>
      <div class="row head">
        <CardTitle />
        {isQuiet && <StateLine words={words} />}
      </div>
      <p class="secondary account">
        <span>{connection.appleId}</span>
        {connection.locationName && <span>{connection.locationName}</span>}
        <span>{WORDS.oneWay}</span>
      </p>
      <Spoken>{!isQuiet && <Notice tone={tone}>{words}</Notice>}</Spoken>
    </>
  );
}

/** The age grows each second: it is read out when asked for and not by itself. */
function StateLine({ words }: { words: string }) {
  return (
    <p class="state">
      <span class="state-dot" aria-hidden="true" /> {words}
    </p>
  );
}

interface SummaryProps extends ConnectedProps {
  saved: boolean;
  onEnter: (room: Room) => void;
}

function Summary({ state, client, open, saved, onEnter }: SummaryProps) {
  const { connection, calendars } = state;
  const linked = calendars.find(({ id }) => id === connection.linkedCalendarId);
  const conflicts = calendars.filter(({ id }) => connection.conflictCalendarIds.includes(id));
  return (
    <>
      <dl class="chosen">
        <dt>{WORDS.linked}</dt>
        <dd>{linked ? <Named calendar={linked} /> : WORDS.noLinked}</dd>
        <dt>{WORDS.conflict}</dt>
        <dd>
          {conflicts.length === 0 ? WORDS.noConflict : conflicts.map((one) => <Named key={one.id} calendar={one} />)}
        </dd>
        {state.publicPages && <PublicPagesLine publicPages={state.publicPages} onOpen={() => open('public-pages')} />}
      </dl>
      <Spoken>{saved && <p class="secondary">{WORDS.saved}</p>}</Spoken>
      <Actions {...{ state, client, open, onEnter }} />
    </>
  );
}

function Named({ calendar: { name, color } }: { calendar: ConnectedState['calendars'][number] }) {
  return (
    <span class="named">
      <CalendarDot color={color} />
      {name}
    </span>
  );
}

function Actions({ state: { connection }, client, open, onEnter }: Omit<SummaryProps, 'saved'>) {
  const task = useTask();
  const act = (work: () => Promise<unknown>) => void task.run(async () => void (await work()));
  const isPaused = connection.status === 'paused';
  const needsPassword = connection.status === 'needs-password';
  return (
    <>
      <Spoken>{task.failure && <Notice tone="failed">{task.failure.message}</Notice>}</Spoken>
      <div class="row actions">
        <button type="button" class="button quiet departing leave" onClick={() => onEnter('disconnect')}>
          {WORDS.disconnect}
        </button>
        {isPaused ? (
          <button
            type="button"
            class="button"
            onClick={() => act(() => client.change(connection.id, { paused: false }))}
          >
            {WORDS.resume}
          </button>
        ) : (
          <button
            type="button"
            class="button"
            disabled={task.running || needsPassword}
            onClick={() => act(() => client.syncNow(connection.id))}
          >
            {task.running ? WORDS.checking : WORDS.checkNow}
          </button>
        )}
        <button type="button" class={needsPassword ? 'button primary' : 'button'} onClick={() => open('repair')}>
          {needsPassword ? WORDS.repair : WORDS.newPassword}
        </button>
        <button
          type="button"
          class={needsPassword ? 'button' : 'button primary'}
          onClick={() => onEnter('configuration')}
        >
          {WORDS.configure}
        </button>
      </div>
    </>
  );
}
