import { ApplicationIntegrationType, OAuth2Scopes, PermissionsBitField } from 'discord.js'
import { neededPermissions, pinning } from './permissions.ts'

/** Addresses that install the application, with the permissions and scopes it needs and no others. */
export function invitations(application: string): { readonly server: string; readonly person: string } {
  return {
    server: address(application, {
      integration_type: String(ApplicationIntegrationType.GuildInstall),
      scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
      permissions: PermissionsBitField.resolve([...neededPermissions, pinning]).toString(),
    }),
    person: address(application, {
      integration_type: String(ApplicationIntegrationType.UserInstall),
      scope: OAuth2Scopes.ApplicationsCommands,
    }),
  }
}

/** People open it in their own browser or client, whatever address the bot speaks to. */
function address(application: string, parameters: Readonly<Record<string, string>>): string {
  return `https://discord.com/oauth2/authorize?${new URLSearchParams({ client_id: application, ...parameters })}`
}
