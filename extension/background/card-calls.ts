import type { Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure, ownFailure } from '../bridge-client/failure.ts';
import { answerQuestion, questionsNow } from '../questions/asking.ts';
import { declinedQuestions } from '../state/declined-questions.ts';
import { say } from '../words/say.ts';
import type { CardCall, CardMessage, CardNews } from './card-messages.ts';
import { connectionOf, masked } from './card-state.ts';
import type { Directory } from './directory.ts';
import type { StaffUser } from './whose-time.ts';

export interface CardCallParts {
  readonly bridge: () => Promise<BridgeClient>;
  readonly directory: Pick<Directory, 'all'>;
}

/** Asks the bridge what the card wants to know or to change, about the connection of who is signed in there alone. */
export async function answerTo(
  user: StaffUser | null,
  { id, call }: Extract<CardMessage, { type: 'ask' }>,
  { bridge, directory }: CardCallParts,
): Promise<CardNews> {
  try {
    const connection = user && (await connectionOf(user, directory));
    if (!connection) throw new BridgeFailure('not-found', say('cardNotConnectedHere'));
    return { type: 'answer', id, value: (await ask(await bridge(), connection, call)) ?? null };
  } catch (error) {
    const failure = error instanceof BridgeFailure ? error : ownFailure('bad-answer', error);
    const { code, message, title, errors, retryAfter } = failure;
    return {
      type: 'failure',
      id,
      failure: { code, message, details: { title, errors, ...(retryAfter === null ? {} : { retryAfter }) } },
    };
  }
}

function ask(client: BridgeClient, connection: Connection, call: CardCall): Promise<unknown> {
  const { id } = connection;
  switch (call.name) {
    case 'calendars':
      return client.calendars(id, call.refresh);
    case 'preview':
      return client.preview(id, call.body);
    case 'configure':
      return client.configure(id, call.body).then(masked);
    case 'change':
      return client.change(id, call.body).then(masked);
    case 'removeFeed':
      return client.removeFeed(id, call.calendarId);
    case 'disconnect':
      return client.disconnect(id, call.discard);
    case 'syncNow':
      return client.syncNow(id);
    case 'answer':
      return answer(client, connection, call);
  }
}

/** Of a question that the card was shown; one that is asked no more by now is answered already. */
async function answer(
  client: BridgeClient,
  connection: Connection,
  { key, yes }: Extract<CardCall, { name: 'answer' }>,
): Promise<void> {
  const calendars = await client.calendars(connection.id);
  const asked = await questionsNow({ client, declined: declinedQuestions, connection, calendars, now: Date.now() });
  const question = asked.find((one) => one.key === key);
  if (question) await answerQuestion(question, yes, { client, declined: declinedQuestions, id: connection.id });
}
