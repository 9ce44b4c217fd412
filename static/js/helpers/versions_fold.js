// The fold under a scoresheet that tells its own versions: asked for when it is opened, anew when the sheet has changed.

import { el, fill } from "./dom.js"
import { versions } from "./versions.js"
import { t } from "./words.js"

export class VersionsFold {
  #told
  #revision = 0
  #shown = -1
  #body = el("div", { class: "versions-body", tabindex: 0, role: "region", "aria-label": t("What was saved here") })
  #node

  /** @param {{seat: string, read: () => Promise<any>, criterionName: (criterion: number) => string}} told whose sheet it is; how to
   * get the ack of `read_history`, rejecting without a connection */
  constructor(told) {
    this.#told = told
    this.#node = el("details", { class: "versions" }, el("summary", null, t("What was saved here")), this.#body)
    this.#node.addEventListener("toggle", () => this.#refresh())
  }

  /** @returns {HTMLElement} */
  get node() {
    return this.#node
  }

  /** @param {number} revision of the sheet as it stands now */
  show(revision) {
    this.#revision = revision
    this.#refresh()
  }

  async #refresh() {
    if (!this.#node.open || this.#shown === this.#revision) return
    this.#shown = this.#revision
    const answer = await this.#told.read().catch(() => null)
    if (!answer?.ok) this.#shown = -1
    fill(this.#body, answer?.ok ? versions(answer.history, this.#told.criterionName, this.#told.seat)
      : el("p", { class: "soft" }, answer?.message ?? t("This needs the connection.")))
  }
}
