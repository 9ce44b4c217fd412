// Which sheet: its code from a reader that types, or the judge's and the entry's number, all by Enter.

import { part, write } from "../desk/views.js"
import { fill } from "../helpers/dom.js"
import { icon } from "../helpers/icons.js"
import { page } from "../helpers/page.js"
import { t } from "../helpers/words.js"

/** @typedef {import("../paper.js").Sheet} Sheet */
/** @typedef {import("../paper.js").Where} Where */

/** @param {(sheet: Sheet) => void} open */
export function choosing(open) {
  const form = part("choose")
  const judge = /** @type {HTMLInputElement} */ (part("judge"))
  const entry = /** @type {HTMLInputElement} */ (part("entry"))
  /** @type {string|null} a spare sheet's code, which names its round only */
  let spare = null

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const typed = judge.value.trim()
    if (!typed) return judge.focus()
    if (isCode(typed)) return void find(new URLSearchParams({ code: typed }), typed)
    if (!entry.value.trim()) return entry.focus()
    const where = new URLSearchParams({ judge: typed, entry: entry.value.trim() })
    if (spare) where.set("code", spare)
    void find(where, null)
  })

  /** @param {URLSearchParams} asked @param {string|null} code */
  async function find(asked, code) {
    write(part("choose-fault"), "")
    const answer = await fetched(asked)
    if (!answer.ok) return refuse(answer.message)
    if (answer.judge === null) {
      spare = code
      judge.value = ""
      judge.focus()
      return say(t("A spare sheet: now type the judge's number and the entry's number that are written on it."))
    }
    spare = null
    form.hidden = true
    open(answer)
  }

  /** @param {string} message */
  function refuse(message) {
    fill(part("choose-fault"), icon("cross"), message)
    judge.select()
  }

  return {
    /** Ready for the next sheet, with a word on the last one. @param {string} message */
    begin(message) {
      form.hidden = false
      spare = null
      judge.value = entry.value = ""
      say(message)
      judge.focus()
    },
    /** A sheet from the list of what waits. @param {Where} where */
    reopen({ round, judge: of, entry: at }) {
      say("")
      void find(new URLSearchParams({ round: String(round), judge: String(of), entry: String(at) }), null)
    },
  }
}

/** @param {string} message */
function say(message) {
  part("said").hidden = message === ""
  write(part("said"), message)
}

/** A code has gaps between its numbers. @param {string} typed */
function isCode(typed) {
  return /^\d+[^\d]+\d/.test(typed)
}

/** @param {URLSearchParams} asked @returns {Promise<any>} */
async function fetched(asked) {
  try {
    const answer = await fetch(`${page.urls.sheet}?${asked}`, { headers: { "Content-Type": "application/json" } })
    return await answer.json()
  } catch {
    return { ok: false, message: t("The server cannot be reached. Wait for the connection, then try again.") }
  }
}
