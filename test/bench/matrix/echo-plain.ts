// A bare bot of the stock SDK that keeps nothing. Arguments: homeserver, access token, file with its reply.
import { LogLevel, LogService, MatrixClient } from 'matrix-bot-sdk'
import { startEcho } from './echo.ts'

LogService.setLevel(LogLevel.ERROR)
const [url = '', token = '', reply = ''] = process.argv.slice(2)
await startEcho(new MatrixClient(url, token), reply)
