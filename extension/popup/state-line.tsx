import type { Connection } from '../../shared/contract/connection.ts';
import { Notice } from '../ui/notice.tsx';
import { statusInWords } from '../words/bridge-words.ts';
import type { Picture } from './picture.ts';
import type { Situation } from './situation.ts';
import { situationInWords, TONES } from './words.ts';

interface StateLineProps {
  connection: Connection;
  picture: Picture | null;
  situation: Situation;
  now: number;
}

const QUIET: readonly Situation[] = ['good', 'partly-known', 'checking'];

/** How things stand, in one sentence; a quiet line while all is well, a notice when something is to be known or done. */
export function StateLine({ connection, picture, situation, now }: StateLineProps) {
  const checkedAt = picture?.blocked.checkedAt ?? connection.lastSyncedAt;
  const words = situationInWords(situation, {
    checkedAt: checkedAt === null ? null : Date.parse(checkedAt),
    now,
    timeZone: connection.timeZone,
    detail: statusInWords(connection),
  });
  const tone = TONES[situation];
  if (!QUIET.includes(situation)) return <Notice tone={tone}>{words}</Notice>;
  return (
    <p class={`state-line ${tone}`}>
      <span class="state-dot" aria-hidden="true" /> {words}
    </p>
  );
}
