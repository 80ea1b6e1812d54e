export const QUESTION_WORDS = {
  zone: (computer: string, connection: string) =>
    `This computer’s time zone is ${computer}, but your whole days are counted in ${connection}. Use ${computer} from now on?`,
  zoneYes: (computer: string) => `Use ${computer}`,
  zoneNo: (connection: string) => `Keep ${connection}`,
  freeDay: (title: string | null, day: string, calendar: string) =>
    `${title === null ? 'An all-day event' : `“${title}”`} ${day} in ${calendar} is marked Free. Block such days?`,
  freeDayYes: 'Block them',
  freeDayNo: 'Leave them open',
} as const;
