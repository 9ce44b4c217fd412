// A list that is longer than the screen turns its pages by itself.

const PAGE_MS = 8000

/** @type {WeakMap<HTMLElement, {timer: number, page: number}>} */
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
 * Shows the page that stands open and goes on turning for as long as the root is on the stage.
 * @template Page
 * @param {HTMLElement} root @param {Page[]} pages at least one
 * @param {(page: Page) => void} show
 */
export function turnPages(root, pages, show) {
  const book = books.get(root) ?? { timer: 0, page: 0 }
  books.set(root, book)
  clearInterval(book.timer)
  book.page %= pages.length
  show(pages[book.page])
  if (pages.length === 1) return
  book.timer = window.setInterval(() => {
    if (!root.isConnected) return clearInterval(book.timer)
    book.page = (book.page + 1) % pages.length
    show(pages[book.page])
  }, PAGE_MS)
}
