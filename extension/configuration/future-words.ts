export const FUTURE_WORDS = {
  question: (count: number) =>
    count === 1 ? 'Add this 1 future appointment too?' : `Add these ${count} future appointments too?`,
  which: 'Which ones?',
  yes: 'Add them',
  no: 'Only new ones',
  added: (count: number) =>
    count === 1 ? '1 appointment is on its way to iCloud.' : `${count} appointments are on their way to iCloud.`,
  left: 'They stay out of iCloud, until one of them changes.',
} as const;
