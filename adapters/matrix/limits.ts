/**
 * Bytes of a complete event, with signatures, as canonical JSON.
 * https://spec.matrix.org/v1.16/client-server-api/#size-limits
 */
const largestEvent = 65_536

/** Generous: what servers add (ids of up to 255 bytes, earlier events, hashes, signatures) and what encryption wraps. */
const envelope = 8_192

/** Bytes of an event's content as JSON. Encryption writes it as base64, four bytes for three. */
export const largestContent = ((largestEvent - envelope) * 3) / 4
