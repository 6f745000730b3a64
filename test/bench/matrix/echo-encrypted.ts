// A bare bot of the SDK with our encryption, which keeps nothing but keys. Arguments: homeserver, access token, file with
// its reply, folder.
import { EncryptedClient } from '../../e2e/encrypted-client.ts'
import { startEcho } from './echo.ts'

const [url = '', token = '', reply = '', folder = ''] = process.argv.slice(2)
await startEcho(new EncryptedClient(url, token, folder), reply)
