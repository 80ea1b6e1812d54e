import { useState } from 'preact/hooks';
import { Disconnect } from '../popup/disconnect.tsx';
import { Remedy } from '../popup/remedy.tsx';
import { maskedAccount, personInWords, situationInWords, TONES } from '../popup/words.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { statusInWords } from '../words/bridge-words.ts';
import { AccountActions } from './account-actions.tsx';
import { type AccountClient, AccountSettings } from './account-settings.tsx';
import { CalendarList } from './calendar-list.tsx';
import { oldestCheck, standingOf } from './standing.ts';
import { useAccountTask } from './use-account-task.ts';
import type { Account } from './use-accounts.ts';
import type { Ways } from './ways.ts';

interface AccountCardProps {
  client: AccountClient;
  account: Account;
  now: number;
  lookAgain: () => Promise<void>;
  ways: Ways;
}

/** One account: how it and its calendars stand, and all that can be set for it. */
export function AccountCard(props: AccountCardProps) {
  const { client, account, lookAgain } = props;
  const [leaving, setLeaving] = useState(false);
  const title = `account-${account.connection.id}`;
  if (!leaving) return <Staying {...props} title={title} onLeave={() => setLeaving(true)} />;
  return (
    <section class="card">
      <Disconnect
        client={client}
        connection={account.connection}
        inICloud={null}
        onWritten={() => undefined}
        onGone={() => void lookAgain()}
        onKeep={() => setLeaving(false)}
      />
    </section>
  );
}

function Staying({ title, onLeave, ...props }: AccountCardProps & { title: string; onLeave: () => void }) {
  const { client, account, now, ways, lookAgain } = props;
  const { connection } = account;
  const [choosing, setChoosing] = useState(!connection.configured);
  const { task, ...act } = useAccountTask(client, connection.id, lookAgain);
  const situation = standingOf(account, task.running);
  return (
    <section class="card stack" aria-labelledby={title}>
      <header>
        <h2 class="card-title" id={title}>
          {personInWords(connection)}
        </h2>
        <p class="secondary">{maskedAccount(connection.appleId)}</p>
      </header>
      <Standing {...{ account, now }} checking={task.running} />
      <Spoken>{task.failure && <Notice tone="failed">{task.failure.message}</Notice>}</Spoken>
      <Remedy
        situation={situation}
        onRepair={() => ways.openRepair(connection.id)}
        onCalendars={() => setChoosing(true)}
        onResume={() => act.change({ paused: false })}
      />
      <CalendarList account={account} now={now} />
      <AccountSettings {...{ client, connection, choosing, setChoosing, lookAgain }} onChange={act.change} />
      <AccountActions
        {...{ situation, ways, connection }}
        running={task.running}
        onCheck={act.checkNow}
        onPause={() => act.change({ paused: true })}
        onDisconnect={onLeave}
      />
    </section>
  );
}

function Standing({ account, now, checking }: { account: Account; now: number; checking: boolean }) {
  const situation = standingOf(account, checking);
  const { timeZone } = account.connection;
  const detail = statusInWords(account.connection);
  const words = situationInWords(situation, { checkedAt: oldestCheck(account), now, timeZone, detail });
  return <Notice tone={TONES[situation]}>{words}</Notice>;
}
