import type { Connection } from '../../shared/contract/connection.ts';

/** As if the person had never chosen to see titles. */
export const untitled = (connection: Connection): Connection => ({
  ...connection,
  settings: { ...connection.settings, showTitles: false },
});
