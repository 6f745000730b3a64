import { UserId } from '@matrix-org/matrix-sdk-crypto-wasm'
import { objectIn, written } from '../event.ts'

/** What a sync brought for the engine, which stands nothing of another shape; what makes no sense is left out. */
export interface SyncChanges {
  /** Messages for this device, as JSON. */
  readonly toDevice: string
  readonly changed: UserId[]
  readonly left: UserId[]
  readonly oneTimeKeys: Readonly<Record<string, number>>
  readonly unusedFallbackKeys: readonly string[]
}

/** What is for the engine in an answer to a sync. */
export function changesIn(sync: { readonly [key: string]: unknown }): SyncChanges {
  const { changed, left } = objectIn(sync.device_lists)
  const messages = itemsIn(objectIn(sync.to_device).events).map(written)
  const counts = Object.entries(objectIn(sync.device_one_time_keys_count))
  return {
    toDevice: `[${messages.filter((message) => message !== undefined).join()}]`,
    changed: usersIn(changed),
    left: usersIn(left),
    oneTimeKeys: Object.fromEntries(counts.filter((entry): entry is [string, number] => isCount(entry[1]))),
    unusedFallbackKeys: itemsIn(sync.device_unused_fallback_key_types).filter((name) => typeof name === 'string'),
  }
}

function itemsIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

/** Older servers have users whose ids the engine does not take. */
function usersIn(value: unknown): UserId[] {
  return itemsIn(value).flatMap((id) => {
    try {
      return typeof id === 'string' ? [new UserId(id)] : []
    } catch {
      return []
    }
  })
}
