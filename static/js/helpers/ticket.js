// A voting card's code as it was typed or read: its letters, and whether there is a slip in it. Which codes are valid only the server knows.

const ALPHABET = "23456789BCFHJKLMNPQRTVX"
const LETTERS = 13
/** @type {Record<string, string>} what people take for letters of a card */
const ALIKE = { 1: "L", I: "L", Z: "2", S: "5", G: "6" }

/** The letters alone; an address ends in them. @param {string} text */
export function letters(text) {
  const typed = text.slice(text.lastIndexOf("=") + 1).toUpperCase().replace(/[\s\-–.]+/g, "")
  return Array.from(typed, (letter) => ALIKE[letter] ?? letter).join("")
}

/** Whether all thirteen fit together, as contest/tickets.py makes them. @param {string} code */
export function isWhole(code) {
  const places = Array.from(code, (letter) => ALPHABET.indexOf(letter))
  if (places.length !== LETTERS || places.includes(-1)) return false
  return places.reduce((sum, at, place) => sum + at * (place + 1), 0) % ALPHABET.length === 0
}

/** In groups that the eye can hold. @param {string} code */
export function grouped(code) {
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8)].filter(Boolean).join("-")
}
