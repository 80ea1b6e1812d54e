import { useState } from 'preact/hooks';
import type { CrmUser } from '../../shared/contract/crm.ts';
import { BridgeFailure } from '../bridge-client/failure.ts';
import { useTask } from '../ui/use-task.ts';
import { WORDS } from './words.ts';

/** What a person gives: the token, and who they are where the CRM does not know it by itself. */
export interface Given {
  readonly token: string;
  readonly userId: string | null;
}

/**
 * What stands in the form, what is wrong with it, and sending it. The token stays after a failure, as HighLevel shows
 * it only once; it lives here and in the requests that carry it, nowhere else.
 */
export function useTokenForm(opening: Given, send: (given: Given) => Promise<void>) {
  const [token, setToken] = useState(opening.token);
  const [userId, setUserId] = useState(opening.userId);
  const [users, setUsers] = useState<readonly CrmUser[]>([]);
  const [error, setError] = useState<string>();
  const task = useTask();

  function edit(typed: string): void {
    setToken(typed);
    // Another token may be of another sub-account, with other users.
    setUsers([]);
    setUserId(opening.userId);
    setError(undefined);
    task.forget();
  }

  async function ask(): Promise<void> {
    try {
      await send({ token: token.trim(), userId });
    } catch (refusal) {
      if (!(refusal instanceof BridgeFailure && refusal.code === 'choose-user')) throw refusal;
      setUsers(refusal.users);
      setUserId(null);
    }
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const wrong = tokenError(token.trim());
    setError(wrong);
    if (wrong === undefined) await task.run(ask);
  }

  return { token, edit, userId, choose: setUserId, users, error, task, submit };
}

export type TokenForm = ReturnType<typeof useTokenForm>;

function tokenError(token: string): string | undefined {
  if (token === '') return WORDS.needToken;
  return /\s/.test(token) ? WORDS.spaces : undefined;
}
