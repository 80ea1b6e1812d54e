import { ClientName } from '../../shared/contract/access.ts';

export interface UserAgentData {
  readonly brands: readonly { readonly brand: string }[];
  readonly platform: string;
}

/** How this browser is called in the bridge's list of clients: "Google Chrome (macOS)". */
export function clientName(agent: UserAgentData | undefined): string {
  const brand = agent?.brands.map((one) => one.brand).findLast((name) => !/not.*brand/i.test(name));
  const name = ClientName.safeParse(`${brand ?? 'Browser'} (${agent?.platform || 'unknown'})`);
  return name.success ? name.data : 'Browser';
}
