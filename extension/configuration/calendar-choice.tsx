import { useState } from 'preact/hooks';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { failureInWords, type Task, useTask } from '../ui/use-task.ts';
import { asRequest, blocksTime, lostCalendars, openingChoice, setConflict } from './choice.ts';
import { ConflictCalendars } from './conflict-calendars.tsx';
import { settingsPatch } from './counting.ts';
import { Counting } from './counting.tsx';
import { LinkedCalendar } from './linked-calendar.tsx';
import { PreviewOfChoices } from './preview.tsx';
import { glanceInWords } from './preview-words.ts';
import { Rules } from './rules.tsx';
import { subscriptionsOf } from './subscriptions.ts';
import { unsavedOf } from './unsaved.ts';
import { usePreview } from './use-preview.ts';
import { FAILURES, WORDS } from './words.ts';

interface CalendarChoiceProps {
  client: Pick<BridgeClient, 'configure' | 'change' | 'preview' | 'addFeed' | 'removeFeed'>;
  connection: Connection;
  calendars: readonly Calendar[];
  /** The list as it is from now on is made from the list as it was. */
  onList: (change: (calendars: readonly Calendar[]) => Calendar[]) => void;
  onSaved: (connection: Connection) => void;
  onLookAgain: () => void;
  onCancel?: (() => void) | undefined;
  onAddSubscription?: (() => void) | undefined;
}

/** The form of linked and conflict calendars. Nothing is configured before it is saved. */
export function CalendarChoice({ client, connection, calendars, onList, onSaved, ...ways }: CalendarChoiceProps) {
  const [choice, setChoice] = useState(() => openingChoice(connection, calendars));
  // Looked at once: what the person removes here is not lost.
  const [lost] = useState(() => lostCalendars(connection, calendars));
  const [settings, setSettings] = useState(connection.settings);
  const task = useTask();
  const now = useNow(60_000);
  const preview = usePreview(client, connection.id, unsavedOf(connection, choice, settings, calendars));
  const subscriptions = subscriptionsOf({
    client,
    connectionId: connection.id,
    onList,
    onTick: (id, on) => setChoice((now) => setConflict(now, id, on)),
  });
  const chosen = { calendars, choice, onChange: setChoice };
  const save = (event: Event) => {
    event.preventDefault();
    void task.run(async () => {
      const patch = settingsPatch(connection.settings, settings);
      if (patch) await client.change(connection.id, { settings: patch });
      onSaved(await client.configure(connection.id, asRequest(choice, calendars)));
    });
  };
  return (
    <form class="configuration" onSubmit={save}>
      {lost && <Notice tone="unknown">{WORDS.lost}</Notice>}
      <LinkedCalendar {...chosen} />
      <ConflictCalendars
        {...chosen}
        preselected={!connection.configured}
        subscriptions={subscriptions}
        onAddElsewhere={ways.onAddSubscription}
      />
      <Counting
        settings={settings}
        calendars={calendars.filter(({ id }) => blocksTime(choice, id))}
        onChange={setSettings}
      />
      <Rules settings={settings} />
      <PreviewOfChoices state={preview} calendars={calendars} timeZone={connection.timeZone} now={now} />
      <Refusal task={task} onLookAgain={ways.onLookAgain} />
      <div class="row end actions">
        {preview.preview && (
          <span class="secondary spread glance" aria-hidden="true">
            {glanceInWords(preview.preview.closes.length, preview.preview.opens.length)}
          </span>
        )}
        {ways.onCancel && (
          <button type="button" class="button" onClick={ways.onCancel}>
            {WORDS.cancel}
          </button>
        )}
        <button type="submit" class="button primary" disabled={task.running}>
          {task.running ? WORDS.saving : WORDS.save}
        </button>
      </div>
    </form>
  );
}

function Refusal({ task, onLookAgain }: { task: Task; onLookAgain: () => void }) {
  return (
    <Spoken>
      {task.failure && <Notice tone="failed">{failureInWords(task.failure, FAILURES)}</Notice>}
      {task.failure?.code === 'unknown-calendar' && (
        <button type="button" class="button" onClick={onLookAgain}>
          {WORDS.lookAgain}
        </button>
      )}
    </Spoken>
  );
}
