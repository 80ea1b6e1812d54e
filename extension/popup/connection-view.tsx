import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { FutureQuestion } from '../configuration/future-question.tsx';
import { AskedOnce } from '../questions/asked-once.tsx';
import { useQuestions } from '../questions/use-questions.ts';
import type { DeclinedQuestions } from '../state/declined-questions.ts';
import type { KeptBookings } from '../state/kept-bookings.ts';
import { Notice, Spoken } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { AccountLine } from './account-line.tsx';
import { standingCount } from './booking-groups.ts';
import { BookingLists } from './booking-lists.tsx';
import type { Bookings } from './bookings.ts';
import { Footer } from './footer.tsx';
import { Overview } from './overview.tsx';
import { PublicPagesRow } from './public-pages-row.tsx';
import { PublicPagesStrip } from './public-pages-strip.tsx';
import { Remedy } from './remedy.tsx';
import { SettingsLine } from './settings-line.tsx';
import { situationOf } from './situation.ts';
import { StateLine } from './state-line.tsx';
import { useActions } from './use-actions.ts';
import { type BridgeView, bookingsOf, publicPagesOf } from './use-bridge.ts';
import { reportInWords, WORDS } from './words.ts';

interface ConnectionViewProps {
  client: Pick<BridgeClient, 'syncNow' | 'change' | 'retryAppointment' | 'events' | 'calendars'>;
  kept: KeptBookings;
  declined: DeclinedQuestions;
  cardMissing: boolean;
  connection: Connection;
  view: BridgeView;
  lookAgain: () => Promise<void>;
  onCalendars: () => void;
  onWritten: () => void;
  onDisconnect: () => void;
  onRepair: () => void;
  onPublicPages: () => void;
}

/** One connection: how it stands, what it blocks, and what can be done. */
export function ConnectionView({
  client,
  kept,
  declined,
  cardMissing,
  connection,
  view,
  lookAgain,
  ...ways
}: ConnectionViewProps) {
  const now = useNow();
  const picture = view.picture?.connectionId === connection.id ? view.picture : null;
  const bookings = bookingsOf(view, connection);
  const crm = publicPagesOf(view, connection);
  const actions = useActions({ client, connection, picture, lookAgain });
  const bridgeAnswers = view.failure?.code !== 'bridge-unreachable';
  const { checking, report } = actions;
  const situation = situationOf({ bridgeAnswers, connection, blocked: picture?.blocked ?? null, checking });
  const failure = bridgeAnswers ? (actions.failure ?? view.failure) : null;
  const allWell = situation === 'good' || situation === 'partly-known';
  const resume = () => actions.setPaused(false);
  return (
    <>
      <main class="room">
        <Spoken>
          <StateLine connection={connection} picture={picture} situation={situation} now={now} />
          {failure && <Notice tone="failed">{failure.message}</Notice>}
          {report && allWell && <p class="secondary">{reportInWords(report)}</p>}
        </Spoken>
        <Remedy situation={situation} onRepair={ways.onRepair} onCalendars={ways.onCalendars} onResume={resume} />
        {crm && <PublicPagesStrip {...{ crm, now }} timeZone={connection.timeZone} onOpen={ways.onPublicPages} />}
        <Future {...{ connection, bookings, kept, now, lookAgain }} />
        {picture && <Questions {...{ client, declined, connection, lookAgain }} calendars={picture.calendars} />}
        {picture && (
          <Overview connection={connection} picture={picture} situation={situation} now={now}>
            {bookings && (
              <BookingLists
                {...{ client, kept, connection, bookings, bridgeAnswers, now, lookAgain }}
                calendars={picture.calendars}
              />
            )}
          </Overview>
        )}
        {crm && <PublicPagesRow crm={crm} now={now} onOpen={ways.onPublicPages} />}
        {cardMissing && <p class="secondary">{WORDS.cardMissing}</p>}
        <SettingsLine caught={bookings?.kept.caught} />
        <AccountLine
          connection={connection}
          inICloud={bookings ? standingCount(bookings.written) : 0}
          onWritten={ways.onWritten}
          onDisconnect={ways.onDisconnect}
        />
      </main>
      <Footer
        situation={situation}
        checking={checking}
        onCheck={() => actions.checkNow(true)}
        onCalendars={ways.onCalendars}
        onPause={() => actions.setPaused(true)}
        onResume={resume}
      />
    </>
  );
}

interface QuestionsProps extends Pick<ConnectionViewProps, 'client' | 'declined' | 'connection' | 'lookAgain'> {
  calendars: readonly Calendar[];
}

function Questions({ lookAgain, ...asked }: QuestionsProps) {
  const { questions, answer } = useQuestions(asked);
  return <AskedOnce questions={questions} onAnswer={(question, yes) => answer(question, yes).then(lookAgain)} />;
}

interface FutureProps {
  connection: Connection;
  bookings: Bookings | null;
  kept: KeptBookings;
  now: number;
  lookAgain: () => Promise<void>;
}

/** There is nothing to ask before a calendar is linked. */
function Future({ connection: { id, linkedCalendarId, timeZone }, bookings, kept, now, lookAgain }: FutureProps) {
  if (linkedCalendarId === null || bookings === null) return null;
  const then = async <T,>(answer: Promise<T>): Promise<T> => {
    const given = await answer;
    await lookAgain();
    return given;
  };
  return (
    <FutureQuestion
      future={bookings.kept.future}
      timeZone={timeZone}
      now={now}
      onAdd={() => then(kept.addFuture(id))}
      onDismiss={() => then(kept.dismissFuture(id))}
    />
  );
}
