import { describeAdapter } from '../contract/adapter-contract.ts'
import { openMatrixChat } from './matrix-chat.ts'

describeAdapter('Matrix', () => openMatrixChat({ encrypted: false }))
describeAdapter('Matrix, encrypted', () => openMatrixChat({ encrypted: true }))
