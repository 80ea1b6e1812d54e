/** The command was not written as it must be; its sentence says how. */
export class UsageError extends Error {}
