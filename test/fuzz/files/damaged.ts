import fc from 'fast-check'

/** Something done to a file: at a place, what, with what. */
export interface Damage {
  readonly how: 'change' | 'cut' | 'remove' | 'insert' | 'repeat'
  /** Where, as a part of the whole. */
  readonly at: number
  readonly length: number
  readonly bytes: Uint8Array
}

/** What disks, editors and hasty hands do to a file. */
export const damage: fc.Arbitrary<Damage> = fc.record({
  how: fc.constantFrom('change', 'change', 'change', 'cut', 'remove', 'insert', 'repeat'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  length: fc.integer({ min: 1, max: 64 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 16 }),
    fc
      .constantFrom('\0', '  ', '\t', '- ', ': ', '{', ']', '"', '&a ', '*a', '!!js ', '<<: ', '---\n', '~', '1e999')
      .map((text) => Buffer.from(text)),
  ),
})

/** A file after it was damaged. */
export function damaged(file: Uint8Array, { how, at, length, bytes }: Damage): Buffer {
  const start = Math.floor(at * file.length)
  const [before, after] = [file.subarray(0, start), file.subarray(start)]
  const parts = {
    change: [before, bytes, after.subarray(bytes.length)],
    cut: [before],
    remove: [before, after.subarray(length)],
    insert: [before, bytes, after],
    repeat: [before, after.subarray(0, length), after],
  }
  return Buffer.concat(parts[how])
}
