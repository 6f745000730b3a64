import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js'
import type { MessageBody } from '../../adapters/discord/message.ts'

/** Any component, as the wire has it. */
export interface Part {
  readonly type: ComponentType
  readonly content?: string
  readonly label?: string
  readonly url?: string
  readonly custom_id?: string
  readonly placeholder?: string
  readonly options?: readonly { readonly label: string; readonly value: string }[]
  readonly components?: readonly Part[]
}

/** All components of a message, nested ones included, in the order of reading. */
export function partsOf(
  components: readonly APIMessageTopLevelComponent[] | readonly Part[] | undefined,
): readonly Part[] {
  return ((components ?? []) as readonly Part[]).flatMap((part) => [part, ...partsOf(part.components)])
}

const length = (text = '') => [...text].length
const repeated = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index)

/** What Discord would refuse a message for. Its text is held against the 500 of api-docs issue 8554 with room to spare. */
export function faultsOf({ flags, components }: MessageBody): readonly string[] {
  const parts = partsOf(components as readonly Part[])
  const texts = parts.flatMap(({ content }) => (content === undefined ? [] : [content]))
  const ids = parts.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]))
  const total = texts.join('')
  const faults = [
    flags === 1 << 15 || 'not marked as Components V2',
    parts.length <= 40 || `${parts.length} components`,
    length(total) <= 4000 || `${length(total)} characters`,
    Buffer.byteLength(total) + 12 * texts.length <= 10_170 || `${Buffer.byteLength(total)} bytes`,
    texts.every((text) => text.trim() !== '') || 'an empty text',
    ...repeated(ids).map((id) => `custom_id twice: ${id}`),
    ...parts.flatMap(faultsOfPart),
  ]
  return faults.filter((fault) => fault !== true)
}

function faultsOfPart({ type, label, url, custom_id, placeholder, options = [], components }: Part): (string | true)[] {
  const controls = components?.length ?? 0
  return [
    type !== ComponentType.ActionRow || (controls >= 1 && controls <= 5) || `${controls} components in a row`,
    type !== ComponentType.Container || controls >= 1 || 'an empty container',
    type !== ComponentType.Button || (length(label) >= 1 && length(label) <= 80) || `button label: ${label}`,
    type !== ComponentType.Button ||
      (url === undefined) !== (custom_id === undefined) ||
      `button of two kinds: ${label}`,
    url === undefined || (/^https?:\/\//.test(url) && length(url) <= 512) || `address: ${url}`,
    custom_id === undefined || (custom_id !== '' && length(custom_id) <= 100) || `custom_id: ${custom_id}`,
    length(placeholder) <= 150 || `placeholder: ${placeholder}`,
    type !== ComponentType.StringSelect || (options.length >= 1 && options.length <= 25) || `${options.length} options`,
    ...options.map((one) => (length(one.label) >= 1 && length(one.label) <= 100) || `option label: ${one.label}`),
    ...options.map((one) => (one.value !== '' && length(one.value) <= 100) || `option value: ${one.value}`),
    ...repeated(options.map(({ value }) => value)).map((value) => `option twice: ${value}`),
  ]
}
