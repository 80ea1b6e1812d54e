/** What can be measured, by the names that the command line knows. */
export const ROWS = [
  'first-sync',
  'first-sync-120',
  'unchanged',
  'one-change',
  'token-lost',
  'blocked-slots',
  'memory',
  'event-loop',
  'live',
  'crm-idle',
  'page',
] as const;

export type RowName = (typeof ROWS)[number];
