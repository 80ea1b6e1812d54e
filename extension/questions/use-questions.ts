import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Calendar, Connection } from '../../shared/contract/connection.ts';
import type { BridgeClient } from '../bridge-client/client.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import type { DeclinedQuestions } from '../state/declined-questions.ts';
import { answerQuestion, questionsNow } from './asking.ts';
import type { Question } from './questions.ts';

interface Asked {
  readonly client: Pick<BridgeClient, 'events' | 'calendars' | 'change'>;
  readonly declined: DeclinedQuestions;
  readonly connection: Connection;
  readonly calendars: readonly Calendar[];
}

/** What is to be asked about a connection, looked for again whenever its settings change. */
export function useQuestions({ client, declined, connection, calendars }: Asked) {
  const [questions, setQuestions] = useState<readonly Question[]>([]);
  const { id, configured, timeZone, settings, conflictCalendarIds } = connection;
  const state = JSON.stringify([
    id,
    configured,
    timeZone,
    settings,
    conflictCalendarIds,
    calendars.map((one) => one.id),
  ]);
  const look = useCallback(async () => {
    try {
      return await questionsNow({ client, declined, connection, calendars, now: Date.now() });
    } catch (error) {
      // Why the bridge gives no answer stands in the popup already; it is asked again when it does.
      if (error instanceof BridgeFailure) return [];
      throw error;
    }
  }, [client, declined, state]);
  useEffect(() => {
    let isWanted = true;
    void look().then((found) => isWanted && setQuestions(found));
    return () => {
      isWanted = false;
    };
  }, [look]);
  const answer = async (question: Question, yes: boolean) => {
    await answerQuestion(question, yes, { client, declined, id });
    setQuestions(await look());
  };
  return { questions, answer };
}
