/** The real host names that the stand-in answers for, by what they serve. */
export const CRM_HOSTS = {
  staff: ['app.gohighlevel.com', 'app.leadconnectorhq.com'],
  widget: ['api.leadconnectorhq.com', 'link.msgsndr.com'],
  api: ['backend.leadconnectorhq.com', 'services.leadconnectorhq.com'],
} as const;

export const ALL_CRM_HOSTS: readonly [string, ...string[]] = [
  ...CRM_HOSTS.staff,
  ...CRM_HOSTS.widget,
  ...CRM_HOSTS.api,
];

/** Chromium's `--host-resolver-rules` that send every CRM host's port 443 to `port` on this computer. */
export function resolverRules(port: number, hosts: readonly string[] = ALL_CRM_HOSTS): string {
  return hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`).join(',');
}
