// Numbers read aloud, for reading a scoresheet back before signing: "18.5" is "mười tám phẩy năm", "eighteen point five". Pure.

const VI = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
const EN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

/**
 * @param {string} decimal "18.5"; idle zeros at the end are not read
 * @param {"vi"|"en"} lang
 * @returns {string} with a capital; empty from a thousand on
 */
export function spoken(decimal, lang) {
  const [whole, part = ""] = decimal.split(".")
  if (Number(whole) > 999) return ""
  const digits = [...part.replace(/0+$/, "")].map(Number)
  const words = lang === "vi" ? vietnamese(Number(whole)) : english(Number(whole))
  const point = lang === "vi" ? "phẩy" : "point"
  const names = lang === "vi" ? VI : EN
  return capital(digits.length ? [words, point, ...digits.map((digit) => names[digit])].join(" ") : words)
}

/** @param {number} number below 1000 @returns {string} */
function vietnamese(number) {
  if (number < 10) return VI[number]
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10]
  const words = hundreds ? [VI[hundreds], "trăm"] : []
  if (tens > 1) words.push(VI[tens], "mươi")
  else if (tens) words.push("mười")
  else if (ones) words.push("linh")
  if (ones) words.push(lastVietnamese(ones, tens))
  return words.join(" ")
}

/** One, four and five change their sound after tens. @param {number} ones @param {number} tens @returns {string} */
function lastVietnamese(ones, tens) {
  if (ones === 5 && tens) return "lăm"
  if (tens > 1 && ones === 1) return "mốt"
  return tens > 1 && ones === 4 ? "tư" : VI[ones]
}

/** @param {number} number below 1000 @returns {string} */
function english(number) {
  if (number < 20) return EN[number]
  if (number < 100) return TENS[Math.floor(number / 10)] + (number % 10 ? `-${EN[number % 10]}` : "")
  const rest = number % 100
  return `${EN[Math.floor(number / 100)]} hundred${rest ? ` and ${english(rest)}` : ""}`
}

/** @param {string} words @returns {string} */
function capital(words) {
  return words[0].toUpperCase() + words.slice(1)
}
