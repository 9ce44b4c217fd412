// A list that is longer than the screen turns its pages by itself.

const PAGE_MS = 8000

/** @typedef {{timer: number, page: number, due: number}} Book `due`: when the page that stands open has been read */
/** @type {WeakMap<HTMLElement, Book>} */
const books = new WeakMap()

/**
 * The pages of a list, and on each the index of its first row; an empty list has one empty page.
 * @template Row
 * @param {Row[]} rows @param {number} most rows on a page
 * @returns {{rows: Row[], first: number}[]}
 */
export function pagesOf(rows, most) {
  const pages = Math.max(1, Math.ceil(rows.length / most))
  return Array.from({ length: pages }, (_, page) => ({ rows: rows.slice(page * most, (page + 1) * most), first: page * most }))
}

/**
 * The same for rows that differ in height: as many on a page as its room takes, one at least.
 * @template Row
 * @param {Row[]} rows @param {number[]} heights of each row @param {number} room
 * @returns {{rows: Row[], first: number}[]}
 */
export function pagesByHeight(rows, heights, room) {
  const pages = [{ rows: /** @type {Row[]} */ ([]), first: 0 }]
  let taken = 0
  rows.forEach((row, at) => {
    if (at > 0 && taken + heights[at] > room) {
      pages.push({ rows: [], first: at })
      taken = 0
    }
    taken += heights[at]
    pages[pages.length - 1].rows.push(row)
  })
  return pages
}

/**
 * Shows the page that stands open and goes on turning for as long as the root is on the stage. News that come meanwhile are
 * shown on it and do not hold it up.
 * @template Page
 * @param {HTMLElement} root @param {Page[]} pages at least one
 * @param {(page: Page) => void} show
 * @param {number} [pageMs] how long a page stands
 */
export function turnPages(root, pages, show, pageMs = PAGE_MS) {
  const book = books.get(root) ?? { timer: 0, page: 0, due: performance.now() + pageMs }
  books.set(root, book)
  clearTimeout(book.timer)
  book.page %= pages.length
  show(pages[book.page])
  if (pages.length > 1) wait(root, book, pages, show, pageMs)
}

/**
 * @template Page
 * @param {HTMLElement} root @param {Book} book @param {Page[]} pages @param {(page: Page) => void} show @param {number} pageMs
 */
function wait(root, book, pages, show, pageMs) {
  book.timer = window.setTimeout(() => {
    if (!root.isConnected) return
    book.page = (book.page + 1) % pages.length
    book.due = performance.now() + pageMs
    show(pages[book.page])
    wait(root, book, pages, show, pageMs)
  }, Math.max(0, book.due - performance.now()))
}
