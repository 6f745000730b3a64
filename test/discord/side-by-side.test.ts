import { expect, test } from 'vitest'
import { createMessage } from '../../adapters/discord/message.ts'
import { openRoom } from '../support/guide.ts'
import type { SentComponent } from './server/rules/components.ts'

/** Stand for what nobody sees: isolates by first letter, from the left, from the right, and their end; mark; no-break space. */
const signs: Readonly<Record<string, string>> = {
  '\u2068': '‹',
  '\u2066': '→‹',
  '\u2067': '←‹',
  '\u2069': '›',
  '\u200F': '←',
  '\u00A0': '⍽',
}

/** A message as text: frames, buttons in brackets, menus in braces. */
function shown(language: string, question: string): string {
  const room = openRoom({ language })
  const { answer } = room.asks(question)
  const { components } = createMessage(answer, { offers: room.bot.offers(answer), asker: '1', asked: question })
  return `\n${(components as unknown as readonly SentComponent[]).flatMap(draw).join('\n')}\n`.replace(
    /[\u2066-\u2069\u200F\u00A0]/g,
    (invisible) => signs[invisible] ?? '',
  )
}

function draw({ type, content, label, url, placeholder, options, components = [] }: SentComponent): string[] {
  if (type === 17) return components.flatMap(draw).flatMap((text) => text.split('\n').map((line) => `│ ${line}`))
  if (type === 1) return [components.flatMap(draw).join(' ')]
  if (content !== undefined) return [content]
  if (options !== undefined) return [`{${placeholder}: ${options.map((option) => option.label).join(' | ')}}`]
  return label ? [url ? `[${label} ↗]` : `[${label}]`] : ['───']
}

test('a fact in English', () => {
  expect(shown('en', 'does session have forward secrecy?')).toMatchInlineSnapshot(`
    "
    │ - **Session, Forward secrecy⍽\\[1]**: no
    │   Its protocol lacks forward secrecy.
    │ > **Warning:** Session: The guide warns: messengers in this group have no forward secrecy. If anybody's key is compromised, everything written earlier is exposed too. They may meet needs the recommended ones do not, but the guide advises against them for long-term or sensitive conversations.⍽\\[1]
    │ ───
    │ -# **Footnotes**
    │ -# \\[1] **Forward secrecy**: Encryption keys are replaced very often, so that someone who gets hold of the current key cannot read earlier messages with it. Also called perfect forward secrecy. <https://en.wikipedia.org/wiki/Forward_secrecy>
    │ -# **Sources**
    │ -# [Privacy Guides, November 12, 2024 (CC-BY-SA-4.0)](<https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md>)
    [About Session] [Who meets: Forward secrecy] [Remove this answer]
    {Compare with ...: Signal | Molly | SimpleX Chat | Briar | Element}
    {More ...: Downloads and links of Session | What changed about Session | Sources on Session | Footnotes: Forward secrecy | ‹עברית› | Italiano | ‹繁體中文›}
    "
  `)
})

test('a fact in Hebrew', () => {
  expect(shown('he', 'האם ל-Session יש סודיות קדימה?')).toMatchInlineSnapshot(`
    "
    │ - ←←‹**‹Session›, סודיות קדימה⍽\\[1]**: לא›
    │   ←←‹לפרוטוקול של התוכנה אין סודיות קדימה.›
    │ > ←←‹**אזהרה:** ‹Session›: המדריך מזהיר: בתוכנות המסרים שבקבוצה הזאת אין סודיות קדימה. אם נחשף מפתח של מישהו, נחשף איתו גם כל מה שנכתב עד אז. ייתכן שהן עונות על צרכים שהמומלצות אינן עונות עליהם, אך המדריך ממליץ שלא להשתמש בהן לתקשורת ארוכת טווח או רגישה.⍽\\[1]›
    │ ───
    │ -# ←←‹**הערות שוליים**›
    │ -# ←←‹\\[1] **סודיות קדימה**: מפתחות ההצפנה מתחלפים לעיתים קרובות מאוד, ולכן מי שמשיג את המפתח הנוכחי אינו יכול לקרוא באמצעותו הודעות קודמות. באנגלית: forward secrecy או perfect forward secrecy. →‹<https://en.wikipedia.org/wiki/Forward_secrecy>››
    │ -# ←←‹**מקורות**›
    │ -# ←←‹[‹Privacy Guides›, 12 בנובמבר 2024 (‹CC-BY-SA-4.0›)](<https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md>)›
    [←‹על ‹Session››] [←‹מי עומד בקריטריון: סודיות קדימה›] [←‹הסרת התשובה›]
    {←‹השוואה עם ...›: ←‹Signal› | ←‹Molly› | ←‹SimpleX Chat› | ←‹Briar› | ←‹Element›}
    {←‹עוד ...›: ←‹הורדות וקישורים של ‹Session›› | ←‹מה השתנה לגבי ‹Session›› | ←‹מקורות על ‹Session›› | ←‹הערות שוליים: סודיות קדימה› | ←‹‹English›› | ←‹‹Italiano›› | ←‹‹繁體中文››}
    "
  `)
})

test('a fact in Traditional Chinese', () => {
  expect(shown('zh-Hant', 'Session 有前向保密嗎？')).toMatchInlineSnapshot(`
    "
    │ - **Session，前向保密⍽\\[1]**：否
    │   其協定沒有前向保密。
    │ > **警告：**Session：指南提醒，這一組通訊軟體沒有前向保密，只要有人的金鑰外洩，先前寫過的一切也會跟著曝光。它們也許能滿足推薦軟體滿足不了的需求，但指南不建議用在長期或敏感的對話上。⍽\\[1]
    │ ───
    │ -# **註腳**
    │ -# \\[1] **前向保密**：加密金鑰更換得非常頻繁，因此就算有人拿到目前的金鑰，也無法用它讀取先前的訊息。又稱完全前向保密（perfect forward secrecy）。 <https://en.wikipedia.org/wiki/Forward_secrecy>
    │ -# **來源**
    │ -# [Privacy Guides，2024年11月12日（CC-BY-SA-4.0）](<https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md>)
    [關於 Session] [哪些符合「前向保密」] [移除這則回答]
    {與其他通訊軟體比較: Signal | Molly | SimpleX Chat | Briar | Element}
    {更多選項: Session 的下載與連結 | Session 有哪些變更 | Session 的資料出處 | 註腳：前向保密 | English | ‹עברית› | Italiano}
    "
  `)
})

test('addresses in Italian', () => {
  expect(shown('it', 'links briar')).toMatchInlineSnapshot(`
    "
    │ ### Briar: download e link
    │ Download
    │ [Google Play ↗] [Windows ↗] [Linux ↗] [Flathub (Linux) ↗]
    │ Link
    │ [Pagina principale ↗] [Informativa sulla privacy ↗] [Documentazione ↗] [Codice sorgente ↗] [Donazioni ↗]
    │ [Come funziona ↗] [Specifica del protocollo ↗] [Protocollo Bramble Handshake ↗] [Protocollo Bramble Transport ↗]
    │ ───
    │ -# **Fonti**
    │ -# [Privacy Guides, 12 novembre 2024 (CC-BY-SA-4.0)](<https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md>)
    [Informazioni su Briar] [Rimuovi la risposta]
    {Altro ...: Che cosa è cambiato su Briar | Fonti su Briar | English | ‹עברית› | ‹繁體中文›}
    "
  `)
})

test('a comparison in English', () => {
  expect(shown('en', 'compare signal briar on phone-number')).toMatchInlineSnapshot(`
    "
    │ ### Signal and Briar compared
    │ - **Signal**: Recommended by the guide
    │ - **Briar**: Recommended by the guide
    │ ### Phone number needed
    │ - **Signal**: yes
    │   Registering takes a phone number.
    │ - **Briar**: not stated
    │ ───
    │ -# **Sources**
    │ -# [Privacy Guides, November 12, 2024 (CC-BY-SA-4.0)](<https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md>)
    [About Signal] [About Briar] [Forward secrecy] [Remove this answer]
    {More ...: ‹עברית› | Italiano | ‹繁體中文›}
    "
  `)
})

test('a comparison in Hebrew', () => {
  expect(shown('he', 'compare signal briar on forward-secrecy')).toMatchInlineSnapshot(`
    "
    │ ### ←←‹השוואה: ‹Signal› ו-‹Briar››
    │ - ←←‹**‹Signal›**: בהמלצת המדריך›
    │ - ←←‹**‹Briar›**: בהמלצת המדריך›
    │ ### ←←‹סודיות קדימה⍽\\[1]›
    │ - ←←‹**‹Signal›**: כן›
    │   ←←‹הפרוטוקול Signal Protocol, שמאבטח את התוכנה, מקנה לה סודיות קדימה.⍽\\[1]›
    │ - ←←‹**‹Briar›**: כן›
    │   ←←‹התוכנה תומכת בסודיות קדימה.⍽\\[1]›
    │ ───
    │ -# ←←‹**הערות שוליים**›
    │ -# ←←‹\\[1] **סודיות קדימה**: מפתחות ההצפנה מתחלפים לעיתים קרובות מאוד, ולכן מי שמשיג את המפתח הנוכחי אינו יכול לקרוא באמצעותו הודעות קודמות. באנגלית: forward secrecy או perfect forward secrecy. →‹<https://en.wikipedia.org/wiki/Forward_secrecy>››
    │ -# ←←‹**מקורות**›
    │ -# ←←‹[‹Privacy Guides›, 12 בנובמבר 2024 (‹CC-BY-SA-4.0›)](<https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md>)›
    [←‹על ‹Signal››] [←‹על ‹Briar››] [←‹סודיות קדימה›] [←‹הסרת התשובה›]
    {←‹עוד ...›: ←‹‹English›› | ←‹‹Italiano›› | ←‹‹繁體中文››}
    "
  `)
})
