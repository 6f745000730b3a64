/** What matrix-bot-sdk imports from the native package. */
export {
  Attachment,
  DeviceId,
  DeviceLists,
  EncryptedAttachment,
  RequestType,
  RoomId,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm'
export { EncryptionSettings, OlmMachine } from './olm-machine.ts'
