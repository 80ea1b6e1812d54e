export const HELP = `Slotbridge blocks the slots of your HighLevel calendars with the events of your iCloud Calendar.

  slotbridge start [--no-open]          run the bridge; stop it with Ctrl+C
  slotbridge pair                       show a code with which the extension is paired
  slotbridge doctor                     check everything, and say how to mend what is wrong
  slotbridge token create --name NAME   make a token for debugging; only the token goes to standard output
  slotbridge token list                 who may ask the bridge: paired extensions and tokens
  slotbridge token revoke NAME          shut one of them out, by its name or its id
  slotbridge remove-written [--dry-run | --yes] [--connection ID]
                                        show every event we wrote to a calendar; with --yes take them all out
  slotbridge remove-blocks [--dry-run | --yes] [--connection ID]
                                        show every blocked slot we made in the CRM; with --yes take them all out,
                                        and make no more until it is turned on again
  slotbridge help                       this page

Settings are environment variables:

  SLOTBRIDGE_HOME         data folder (otherwise the platform's folder for application data)
  SLOTBRIDGE_PORT         port on 127.0.0.1 (otherwise 4823; 0 picks a free one)
  SLOTBRIDGE_SECRETS      where passwords are kept: keychain, file, memory, or auto
  SLOTBRIDGE_PASSPHRASE   what the file of passwords is encrypted under, with SLOTBRIDGE_SECRETS=file
  SLOTBRIDGE_CALDAV_URL   calendar server when a connection names none (otherwise https://caldav.icloud.com)`;
