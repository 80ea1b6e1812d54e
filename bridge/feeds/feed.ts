/** Where a calendar comes from that CalDAV does not hand out: a subscription of the account, or one added by address. */
export interface Feed {
  /** http, https or webcal; null when the account lists a subscription without saying where it comes from. */
  readonly url: string | null;
  /** The person allows this feed's own host to be on this computer or on its network. */
  readonly allowHost: boolean;
}
