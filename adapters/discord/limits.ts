/** Components of a message, nested ones counted. https://docs.discord.com/developers/components/reference */
export const mostComponents = 40

/** Buttons in an action row. https://docs.discord.com/developers/components/reference#action-row */
export const mostButtonsInRow = 5

/** Characters on a button. https://docs.discord.com/developers/components/reference#button */
export const longestButtonLabel = 80

/** Characters of a link button's address. https://docs.discord.com/developers/components/reference#button */
export const longestButtonAddress = 512

/** Characters of a `custom_id`. https://docs.discord.com/developers/components/reference#custom-id */
export const longestCustomId = 100

/** Options of a select. https://docs.discord.com/developers/components/reference#string-select */
export const mostOptions = 25

/** Characters of an option's label and value. https://docs.discord.com/developers/components/reference#string-select */
export const longestOption = 100

/** Characters of a nonce. https://docs.discord.com/developers/resources/message#create-message */
export const longestNonce = 25

/** Pinned messages of a channel. https://docs.discord.com/developers/resources/message#pin-message */
export const mostPins = 250

/**
 * Characters (code points) that all components of a message show together.
 * https://github.com/discord/discord-api-docs/pull/8562
 */
export const mostCharacters = 4000

/**
 * Bytes of a message's components as Discord counts them: UTF-8 bytes of the text, and 12 more for each text display.
 * Above that it answers 500. https://github.com/discord/discord-api-docs/issues/8554
 */
export const mostBytes = 10_170

/** Bytes that Discord adds for each component, by the same source. */
export const bytesOfComponent = 12
