/** What the app asks for when it is installed. The same stand in manifest.yml, as test/manifest.test.ts checks. */
export const SCOPES: readonly string[] = ['commands']
