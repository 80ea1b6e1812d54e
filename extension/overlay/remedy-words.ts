/** What the button says that opens the page of the extension which helps. */
export const REMEDY_WORDS = { connect: 'Enter the password', welcome: 'Open Slotbridge' } as const;
