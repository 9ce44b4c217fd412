// The values one criterion allows, counted in whole steps from its minimum: "18.5" from "0" on a step of "0.5" is step 37. No decimal is computed in
// floating point; everything stays a decimal string with a point. Pure.

/** @typedef {"not_a_number"|"out_of_range"|"off_step"} Fault */

export class Steps {
  #decimals
  #step
  #minimum
  #maximum

  /** @param {{minimum?: string, maximum: string, step: string}} criterion */
  constructor({ minimum = "0", maximum, step }) {
    this.#decimals = decimalsOf(step)
    this.#step = this.#units(step)
    this.#minimum = this.#units(minimum)
    this.#maximum = this.#units(maximum)
    this.step = fixed(step, 0)
  }

  /** @returns {number} decimals every value of this criterion is shown with */
  get decimals() {
    return this.#decimals
  }

  /** @returns {number} how many steps lie between the minimum and the maximum */
  get count() {
    return Math.floor((this.#maximum - this.#minimum) / this.#step)
  }

  /** @returns {number} the step in the middle, where a blank starts */
  get middle() {
    return Math.floor(this.count / 2)
  }

  /** @param {string} value @returns {number} */
  indexOf(value) {
    return Math.round((this.#units(value) - this.#minimum) / this.#step)
  }

  /** @param {number} index @returns {string} the value there, kept within the range */
  at(index) {
    const units = this.#minimum + Math.min(this.count, Math.max(0, index)) * this.#step
    const digits = String(units).padStart(this.#decimals + 1, "0")
    if (!this.#decimals) return digits
    return `${digits.slice(0, -this.#decimals)}.${digits.slice(-this.#decimals)}`
  }

  /**
   * What somebody typed, with a comma or a point; nothing typed is a blank.
   * @param {string} typed
   * @returns {{value: string|null, fault: null} | {value: null, fault: Fault}}
   */
  read(typed) {
    const text = typed.trim().replace(",", ".")
    if (!text) return { value: null, fault: null }
    if (!/^-?\d{1,6}(\.\d{0,6})?$/.test(text)) return { value: null, fault: "not_a_number" }
    if (text.startsWith("-") || Number(text) > Number(this.at(this.count)) || Number(text) < Number(this.at(0))) return { value: null, fault: "out_of_range" }
    if (decimalsOf(fixed(text, 0)) > this.#decimals || (this.#units(text) - this.#minimum) % this.#step) return { value: null, fault: "off_step" }
    return { value: this.at(this.indexOf(text)), fault: null }
  }

  /** @param {string} value @returns {number} in the smallest decimal of the step */
  #units(value) {
    const [whole, part = ""] = value.split(".")
    return Number(whole + part.slice(0, this.#decimals).padEnd(this.#decimals, "0"))
  }
}

/**
 * The same number with at least so many decimals, and no idle zeros beyond them.
 * @param {string} value
 * @param {number} decimals
 * @returns {string}
 */
export function fixed(value, decimals) {
  const [whole, part = ""] = value.split(".")
  const kept = part.replace(/0+$/, "").padEnd(decimals, "0")
  return kept ? `${whole}.${kept}` : whole
}

/** @param {string} value @returns {number} */
function decimalsOf(value) {
  return fixed(value, 0).split(".")[1]?.length ?? 0
}
