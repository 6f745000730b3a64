import { describe, expect, test } from 'vitest'
import { createMessage } from '../../adapters/matrix/message.ts'
import { renderTerminal } from '../../adapters/terminal/render.ts'
import { openRoom } from '../support/guide.ts'

/** Stand for what nobody sees: isolates by first letter, from the left, from the right, and their end; mark; no-break space. */
const signs: Readonly<Record<string, string>> = {
  '\u2068': '‹',
  '\u2066': '→‹',
  '\u2067': '←‹',
  '\u2069': '›',
  '\u200F': '←',
  '\u00A0': '⍽',
}

/** The same answer in three forms. The HTML has no line breaks; those here stand between its blocks. */
function sideBySide(language: string, question: string): string {
  const { answer } = openRoom({ language }).asks(question)
  const { formatted_body: html = '', body } = createMessage(answer)
  const forms = {
    'Matrix HTML': html.replace(/(<\/p>|<\/?[uo]l>|<\/li>|<\/?blockquote>)(?=<)/g, '$1\n'),
    'Matrix text': body,
    'Terminal of 60 columns': renderTerminal(answer, { columns: 60, color: false }),
  }
  const shown = Object.entries(forms).map(([name, form]) => `=== ${name}\n${form}`)
  return `\n${shown.join('\n\n')}\n`.replace(/[\u2066-\u2069\u200F\u00A0]/g, (invisible) => signs[invisible] ?? '')
}

describe('English', () => {
  test('a fact', () => {
    expect(sideBySide('en', 'does session have forward secrecy?')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <ul>
      <li><strong>‹Session›, Forward secrecy&nbsp;[1]</strong>: no<br>Its protocol lacks forward secrecy.</li>
      </ul>
      <blockquote>
      <p><strong>Warning: </strong>‹Session›: The guide warns: messengers in this group have no forward secrecy. If anybody's key is compromised, everything written earlier is exposed too. They may meet needs the recommended ones do not, but the guide advises against them for long-term or sensitive conversations.&nbsp;[1]</p>
      </blockquote>
      <p><strong>Footnotes</strong></p>
      <p>[1] <strong>Forward secrecy</strong>: Encryption keys are replaced very often, so that someone who gets hold of the current key cannot read earlier messages with it. Also called perfect forward secrecy. <a href="https://en.wikipedia.org/wiki/Forward_secrecy">https://en.wikipedia.org/wiki/Forward_secrecy</a></p>
      <p><strong>Sources</strong></p>
      <ul>
      <li><a href="https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md">‹Privacy Guides›, November 12, 2024 (‹CC-BY-SA-4.0›)</a></li>
      </ul>
      <p><strong>Try next</strong></p>
      <ul>
      <li>About ‹Session›: <code>session</code></li>
      <li>Who meets: Forward secrecy: <code>criteria forward-secrecy</code></li>
      </ul>

      === Matrix text
      • ‹Session›, Forward secrecy⍽[1]: no
        Its protocol lacks forward secrecy.

      Warning: ‹Session›: The guide warns: messengers in this group have no forward secrecy. If anybody's key is compromised, everything written earlier is exposed too. They may meet needs the recommended ones do not, but the guide advises against them for long-term or sensitive conversations.⍽[1]

      Footnotes
      [1] Forward secrecy: Encryption keys are replaced very often, so that someone who gets hold of the current key cannot read earlier messages with it. Also called perfect forward secrecy. https://en.wikipedia.org/wiki/Forward_secrecy

      Sources
      • ‹Privacy Guides›, November 12, 2024 (‹CC-BY-SA-4.0›): https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md

      Try next
      • About ‹Session›: session
      • Who meets: Forward secrecy: criteria forward-secrecy

      === Terminal of 60 columns
      • ‹Session›, Forward secrecy⍽[1]: no
        Its protocol lacks forward secrecy.

      Warning: ‹Session›: The guide warns: messengers in this group
      have no forward secrecy. If anybody's key is compromised,
      everything written earlier is exposed too. They may meet
      needs the recommended ones do not, but the guide advises
      against them for long-term or sensitive conversations.⍽[1]

      Footnotes
      [1] Forward secrecy: Encryption keys are replaced very
      often, so that someone who gets hold of the current key
      cannot read earlier messages with it. Also called perfect
      forward secrecy.
      https://en.wikipedia.org/wiki/Forward_secrecy

      Sources
      • ‹Privacy Guides›, November 12, 2024 (‹CC-BY-SA-4.0›):
        https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md

      Try next
      • About ‹Session›: session
      • Who meets: Forward secrecy: criteria forward-secrecy
      "
    `)
  })

  test('a comparison on one criterion', () => {
    expect(sideBySide('en', 'compare signal briar on phone-number')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <p><strong>‹Signal› and ‹Briar› compared</strong></p>
      <ul>
      <li><strong>‹Signal›</strong>: Recommended by the guide</li>
      <li><strong>‹Briar›</strong>: Recommended by the guide</li>
      </ul>
      <p><strong>Phone number needed</strong></p>
      <ul>
      <li><strong>‹Signal›</strong>: yes<br>Registering takes a phone number.</li>
      <li><strong>‹Briar›</strong>: not stated</li>
      </ul>
      <p><strong>Sources</strong></p>
      <ul>
      <li><a href="https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md">‹Privacy Guides›, November 12, 2024 (‹CC-BY-SA-4.0›)</a></li>
      </ul>
      <p><strong>Try next</strong></p>
      <ul>
      <li>About ‹Signal›: <code>signal</code></li>
      <li>About ‹Briar›: <code>briar</code></li>
      <li>Forward secrecy: <code>explain forward-secrecy</code></li>
      </ul>

      === Matrix text
      ‹Signal› and ‹Briar› compared
      • ‹Signal›: Recommended by the guide
      • ‹Briar›: Recommended by the guide

      Phone number needed
      • ‹Signal›: yes
        Registering takes a phone number.
      • ‹Briar›: not stated

      Sources
      • ‹Privacy Guides›, November 12, 2024 (‹CC-BY-SA-4.0›): https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md

      Try next
      • About ‹Signal›: signal
      • About ‹Briar›: briar
      • Forward secrecy: explain forward-secrecy

      === Terminal of 60 columns
      ‹Signal› and ‹Briar› compared
      • ‹Signal›: Recommended by the guide
      • ‹Briar›: Recommended by the guide

      Phone number needed
      • ‹Signal›: yes
        Registering takes a phone number.
      • ‹Briar›: not stated

      Sources
      • ‹Privacy Guides›, November 12, 2024 (‹CC-BY-SA-4.0›):
        https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md

      Try next
      • About ‹Signal›: signal
      • About ‹Briar›: briar
      • Forward secrecy: explain forward-secrecy
      "
    `)
  })

  test('an explanation', () => {
    expect(sideBySide('en', 'explain quantum-resistance')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <p><strong>Quantum resistance</strong></p>
      <p>Encryption designed so that a future quantum computer could not break it either.</p>
      <p>The guide does not define this word; the explanation is ours.</p>
      <p><strong>Try next</strong></p>
      <ul>
      <li>Who meets: Quantum resistance: <code>criteria quantum-resistance</code></li>
      <li>End-to-end encryption: <code>explain e2ee</code></li>
      </ul>

      === Matrix text
      Quantum resistance
      Encryption designed so that a future quantum computer could not break it either.
      The guide does not define this word; the explanation is ours.

      Try next
      • Who meets: Quantum resistance: criteria quantum-resistance
      • End-to-end encryption: explain e2ee

      === Terminal of 60 columns
      Quantum resistance
      Encryption designed so that a future quantum computer could
      not break it either.
      The guide does not define this word; the explanation is
      ours.

      Try next
      • Who meets: Quantum resistance: criteria quantum-resistance
      • End-to-end encryption: explain e2ee
      "
    `)
  })
})

describe('Hebrew', () => {
  test('a fact', () => {
    expect(sideBySide('he', 'האם לסשן יש סודיות קדימה?')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <ul>
      <li>←←‹<strong>‹Session›, סודיות קדימה&nbsp;[1]</strong>: לא›<br>←←‹לפרוטוקול של התוכנה אין סודיות קדימה.›</li>
      </ul>
      <blockquote>
      <p>←←‹<strong>אזהרה: </strong>‹Session›: המדריך מזהיר: בתוכנות המסרים שבקבוצה הזאת אין סודיות קדימה. אם נחשף מפתח של מישהו, נחשף איתו גם כל מה שנכתב עד אז. ייתכן שהן עונות על צרכים שהמומלצות אינן עונות עליהם, אך המדריך ממליץ שלא להשתמש בהן לתקשורת ארוכת טווח או רגישה.&nbsp;[1]›</p>
      </blockquote>
      <p>←←‹<strong>הערות שוליים</strong>›</p>
      <p>←←‹[1] <strong>סודיות קדימה</strong>: מפתחות ההצפנה מתחלפים לעיתים קרובות מאוד, ולכן מי שמשיג את המפתח הנוכחי אינו יכול לקרוא באמצעותו הודעות קודמות. באנגלית: forward secrecy או perfect forward secrecy. →‹<a href="https://en.wikipedia.org/wiki/Forward_secrecy">https://en.wikipedia.org/wiki/Forward_secrecy</a>››</p>
      <p>←←‹<strong>מקורות</strong>›</p>
      <ul>
      <li>←←‹<a href="https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md">‹Privacy Guides›, 12 בנובמבר 2024 (‹CC-BY-SA-4.0›)</a>›</li>
      </ul>
      <p>←←‹<strong>אפשר להמשיך כך</strong>›</p>
      <ul>
      <li>←←‹על ‹Session›: →‹<code>session</code>››</li>
      <li>←←‹מי עומד בקריטריון: סודיות קדימה: →‹<code>criteria forward-secrecy</code>››</li>
      </ul>

      === Matrix text
      ←• ‹Session›, סודיות קדימה⍽[1]: לא
      ←  לפרוטוקול של התוכנה אין סודיות קדימה.

      ←אזהרה: ‹Session›: המדריך מזהיר: בתוכנות המסרים שבקבוצה הזאת אין סודיות קדימה. אם נחשף מפתח של מישהו, נחשף איתו גם כל מה שנכתב עד אז. ייתכן שהן עונות על צרכים שהמומלצות אינן עונות עליהם, אך המדריך ממליץ שלא להשתמש בהן לתקשורת ארוכת טווח או רגישה.⍽[1]

      ←הערות שוליים
      ←[1] סודיות קדימה: מפתחות ההצפנה מתחלפים לעיתים קרובות מאוד, ולכן מי שמשיג את המפתח הנוכחי אינו יכול לקרוא באמצעותו הודעות קודמות. באנגלית: forward secrecy או perfect forward secrecy. →‹https://en.wikipedia.org/wiki/Forward_secrecy›

      ←מקורות
      ←• ‹Privacy Guides›, 12 בנובמבר 2024 (‹CC-BY-SA-4.0›): →‹https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md›

      ←אפשר להמשיך כך
      ←• על ‹Session›: →‹session›
      ←• מי עומד בקריטריון: סודיות קדימה: →‹criteria forward-secrecy›

      === Terminal of 60 columns
      ←• ‹Session›, סודיות קדימה⍽[1]: לא
      ←  לפרוטוקול של התוכנה אין סודיות קדימה.

      ←אזהרה: ‹Session›: המדריך מזהיר: בתוכנות המסרים שבקבוצה הזאת
      ←אין סודיות קדימה. אם נחשף מפתח של מישהו, נחשף איתו גם כל מה
      ←שנכתב עד אז. ייתכן שהן עונות על צרכים שהמומלצות אינן עונות
      ←עליהם, אך המדריך ממליץ שלא להשתמש בהן לתקשורת ארוכת טווח או
      ←רגישה.⍽[1]

      ←הערות שוליים
      ←[1] סודיות קדימה: מפתחות ההצפנה מתחלפים לעיתים קרובות מאוד,
      ←ולכן מי שמשיג את המפתח הנוכחי אינו יכול לקרוא באמצעותו
      ←הודעות קודמות. באנגלית: forward secrecy או perfect forward
      ←secrecy. →‹https://en.wikipedia.org/wiki/Forward_secrecy›

      ←מקורות
      ←• ‹Privacy Guides›, 12 בנובמבר 2024 (‹CC-BY-SA-4.0›):
      ←  →‹https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md›

      ←אפשר להמשיך כך
      ←• על ‹Session›: →‹session›
      ←• מי עומד בקריטריון: סודיות קדימה: →‹criteria forward-secrecy›
      "
    `)
  })

  test('a comparison on one criterion', () => {
    expect(sideBySide('he', 'compare signal briar on phone-number')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <p>←←‹<strong>השוואה: ‹Signal› ו-‹Briar›</strong>›</p>
      <ul>
      <li>←←‹<strong>‹Signal›</strong>: בהמלצת המדריך›</li>
      <li>←←‹<strong>‹Briar›</strong>: בהמלצת המדריך›</li>
      </ul>
      <p>←←‹<strong>צורך במספר טלפון</strong>›</p>
      <ul>
      <li>←←‹<strong>‹Signal›</strong>: כן›<br>←←‹ההרשמה דורשת מספר טלפון.›</li>
      <li>←←‹<strong>‹Briar›</strong>: לא צוין›</li>
      </ul>
      <p>←←‹<strong>מקורות</strong>›</p>
      <ul>
      <li>←←‹<a href="https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md">‹Privacy Guides›, 12 בנובמבר 2024 (‹CC-BY-SA-4.0›)</a>›</li>
      </ul>
      <p>←←‹<strong>אפשר להמשיך כך</strong>›</p>
      <ul>
      <li>←←‹על ‹Signal›: →‹<code>signal</code>››</li>
      <li>←←‹על ‹Briar›: →‹<code>briar</code>››</li>
      <li>←←‹סודיות קדימה: →‹<code>explain forward-secrecy</code>››</li>
      </ul>

      === Matrix text
      ←השוואה: ‹Signal› ו-‹Briar›
      ←• ‹Signal›: בהמלצת המדריך
      ←• ‹Briar›: בהמלצת המדריך

      ←צורך במספר טלפון
      ←• ‹Signal›: כן
      ←  ההרשמה דורשת מספר טלפון.
      ←• ‹Briar›: לא צוין

      ←מקורות
      ←• ‹Privacy Guides›, 12 בנובמבר 2024 (‹CC-BY-SA-4.0›): →‹https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md›

      ←אפשר להמשיך כך
      ←• על ‹Signal›: →‹signal›
      ←• על ‹Briar›: →‹briar›
      ←• סודיות קדימה: →‹explain forward-secrecy›

      === Terminal of 60 columns
      ←השוואה: ‹Signal› ו-‹Briar›
      ←• ‹Signal›: בהמלצת המדריך
      ←• ‹Briar›: בהמלצת המדריך

      ←צורך במספר טלפון
      ←• ‹Signal›: כן
      ←  ההרשמה דורשת מספר טלפון.
      ←• ‹Briar›: לא צוין

      ←מקורות
      ←• ‹Privacy Guides›, 12 בנובמבר 2024 (‹CC-BY-SA-4.0›):
      ←  →‹https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md›

      ←אפשר להמשיך כך
      ←• על ‹Signal›: →‹signal›
      ←• על ‹Briar›: →‹briar›
      ←• סודיות קדימה: →‹explain forward-secrecy›
      "
    `)
  })

  test('an explanation', () => {
    expect(sideBySide('he', 'explain quantum-resistance')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <p>←←‹<strong>עמידות קוונטית</strong>›</p>
      <p>←←‹הצפנה שתוכננה כך שגם מחשב קוונטי עתידי לא יוכל לפצח אותה.›</p>
      <p>←←‹המדריך אינו מגדיר את המונח הזה; ההסבר שלנו.›</p>
      <p>←←‹<strong>אפשר להמשיך כך</strong>›</p>
      <ul>
      <li>←←‹מי עומד בקריטריון: עמידות קוונטית: →‹<code>criteria quantum-resistance</code>››</li>
      <li>←←‹הצפנה מקצה לקצה: →‹<code>explain e2ee</code>››</li>
      </ul>

      === Matrix text
      ←עמידות קוונטית
      ←הצפנה שתוכננה כך שגם מחשב קוונטי עתידי לא יוכל לפצח אותה.
      ←המדריך אינו מגדיר את המונח הזה; ההסבר שלנו.

      ←אפשר להמשיך כך
      ←• מי עומד בקריטריון: עמידות קוונטית: →‹criteria quantum-resistance›
      ←• הצפנה מקצה לקצה: →‹explain e2ee›

      === Terminal of 60 columns
      ←עמידות קוונטית
      ←הצפנה שתוכננה כך שגם מחשב קוונטי עתידי לא יוכל לפצח אותה.
      ←המדריך אינו מגדיר את המונח הזה; ההסבר שלנו.

      ←אפשר להמשיך כך
      ←• מי עומד בקריטריון: עמידות קוונטית: →‹criteria›
      ←  →‹quantum-resistance›
      ←• הצפנה מקצה לקצה: →‹explain e2ee›
      "
    `)
  })
})

describe('Traditional Chinese', () => {
  test('a fact', () => {
    expect(sideBySide('zh-Hant', 'Session 有前向保密嗎？')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <ul>
      <li><strong>‹Session›，前向保密&nbsp;[1]</strong>：否<br>其協定沒有前向保密。</li>
      </ul>
      <blockquote>
      <p><strong>警告：</strong>‹Session›：指南提醒，這一組通訊軟體沒有前向保密，只要有人的金鑰外洩，先前寫過的一切也會跟著曝光。它們也許能滿足推薦軟體滿足不了的需求，但指南不建議用在長期或敏感的對話上。&nbsp;[1]</p>
      </blockquote>
      <p><strong>註腳</strong></p>
      <p>[1] <strong>前向保密</strong>：加密金鑰更換得非常頻繁，因此就算有人拿到目前的金鑰，也無法用它讀取先前的訊息。又稱完全前向保密（perfect forward secrecy）。 <a href="https://en.wikipedia.org/wiki/Forward_secrecy">https://en.wikipedia.org/wiki/Forward_secrecy</a></p>
      <p><strong>來源</strong></p>
      <ul>
      <li><a href="https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md">‹Privacy Guides›，2024年11月12日（‹CC-BY-SA-4.0›）</a></li>
      </ul>
      <p><strong>接下來可以試試</strong></p>
      <ul>
      <li>關於 ‹Session›：<code>session</code></li>
      <li>哪些符合「前向保密」：<code>criteria forward-secrecy</code></li>
      </ul>

      === Matrix text
      • ‹Session›，前向保密⍽[1]：否
        其協定沒有前向保密。

      警告：‹Session›：指南提醒，這一組通訊軟體沒有前向保密，只要有人的金鑰外洩，先前寫過的一切也會跟著曝光。它們也許能滿足推薦軟體滿足不了的需求，但指南不建議用在長期或敏感的對話上。⍽[1]

      註腳
      [1] 前向保密：加密金鑰更換得非常頻繁，因此就算有人拿到目前的金鑰，也無法用它讀取先前的訊息。又稱完全前向保密（perfect forward secrecy）。 https://en.wikipedia.org/wiki/Forward_secrecy

      來源
      • ‹Privacy Guides›，2024年11月12日（‹CC-BY-SA-4.0›）：https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md

      接下來可以試試
      • 關於 ‹Session›：session
      • 哪些符合「前向保密」：criteria forward-secrecy

      === Terminal of 60 columns
      • ‹Session›，前向保密⍽[1]：否
        其協定沒有前向保密。

      警告：‹Session›：指南提醒，這一組通訊軟體沒有前向保密，只要有
      人的金鑰外洩，先前寫過的一切也會跟著曝光。它們也許能滿足推薦
      軟體滿足不了的需求，但指南不建議用在長期或敏感的對話上。⍽[1]

      註腳
      [1] 前向保密：加密金鑰更換得非常頻繁，因此就算有人拿到目前的
      金鑰，也無法用它讀取先前的訊息。又稱完全前向保密（perfect
      forward secrecy）。
      https://en.wikipedia.org/wiki/Forward_secrecy

      來源
      • ‹Privacy Guides›，2024年11月12日（‹CC-BY-SA-4.0›）：
        https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md

      接下來可以試試
      • 關於 ‹Session›：session
      • 哪些符合「前向保密」：criteria forward-secrecy
      "
    `)
  })

  test('a comparison on one criterion', () => {
    expect(sideBySide('zh-Hant', 'compare signal briar on phone-number')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <p><strong>比較：‹Signal›和‹Briar›</strong></p>
      <ul>
      <li><strong>‹Signal›</strong>：指南推薦</li>
      <li><strong>‹Briar›</strong>：指南推薦</li>
      </ul>
      <p><strong>需要電話號碼</strong></p>
      <ul>
      <li><strong>‹Signal›</strong>：是<br>註冊需要電話號碼。</li>
      <li><strong>‹Briar›</strong>：未說明</li>
      </ul>
      <p><strong>來源</strong></p>
      <ul>
      <li><a href="https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md">‹Privacy Guides›，2024年11月12日（‹CC-BY-SA-4.0›）</a></li>
      </ul>
      <p><strong>接下來可以試試</strong></p>
      <ul>
      <li>關於 ‹Signal›：<code>signal</code></li>
      <li>關於 ‹Briar›：<code>briar</code></li>
      <li>前向保密：<code>explain forward-secrecy</code></li>
      </ul>

      === Matrix text
      比較：‹Signal›和‹Briar›
      • ‹Signal›：指南推薦
      • ‹Briar›：指南推薦

      需要電話號碼
      • ‹Signal›：是
        註冊需要電話號碼。
      • ‹Briar›：未說明

      來源
      • ‹Privacy Guides›，2024年11月12日（‹CC-BY-SA-4.0›）：https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md

      接下來可以試試
      • 關於 ‹Signal›：signal
      • 關於 ‹Briar›：briar
      • 前向保密：explain forward-secrecy

      === Terminal of 60 columns
      比較：‹Signal›和‹Briar›
      • ‹Signal›：指南推薦
      • ‹Briar›：指南推薦

      需要電話號碼
      • ‹Signal›：是
        註冊需要電話號碼。
      • ‹Briar›：未說明

      來源
      • ‹Privacy Guides›，2024年11月12日（‹CC-BY-SA-4.0›）：
        https://github.com/privacyguides/i18n/blob/9074d097/i18n/zh-Hant/real-time-communication.md

      接下來可以試試
      • 關於 ‹Signal›：signal
      • 關於 ‹Briar›：briar
      • 前向保密：explain forward-secrecy
      "
    `)
  })

  test('an explanation', () => {
    expect(sideBySide('zh-Hant', 'explain quantum-resistance')).toMatchInlineSnapshot(`
      "
      === Matrix HTML
      <p><strong>抗量子能力</strong></p>
      <p>加密的設計讓未來的量子電腦也破解不了。</p>
      <p>指南沒有定義這個詞；這是我們的解釋。</p>
      <p><strong>接下來可以試試</strong></p>
      <ul>
      <li>哪些符合「抗量子能力」：<code>criteria quantum-resistance</code></li>
      <li>端對端加密：<code>explain e2ee</code></li>
      </ul>

      === Matrix text
      抗量子能力
      加密的設計讓未來的量子電腦也破解不了。
      指南沒有定義這個詞；這是我們的解釋。

      接下來可以試試
      • 哪些符合「抗量子能力」：criteria quantum-resistance
      • 端對端加密：explain e2ee

      === Terminal of 60 columns
      抗量子能力
      加密的設計讓未來的量子電腦也破解不了。
      指南沒有定義這個詞；這是我們的解釋。

      接下來可以試試
      • 哪些符合「抗量子能力」：criteria quantum-resistance
      • 端對端加密：explain e2ee
      "
    `)
  })
})
