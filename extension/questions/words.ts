import { say } from '../words/say.ts';

export const QUESTION_WORDS = {
  zone: (computer: string, connection: string) => say('questionZone', computer, connection),
  zoneYes: (computer: string) => say('questionZoneYes', computer),
  zoneNo: (connection: string) => say('questionZoneNo', connection),
  freeDay: (title: string | null, day: string, calendar: string) =>
    title === null ? say('questionFreeDay', day, calendar) : say('questionTitledFreeDay', title, day, calendar),
  freeDayYes: say('questionFreeDayYes'),
  freeDayNo: say('questionFreeDayNo'),
} as const;
