// A list that is longer than the screen turns its pages by itself.

const PAGE_MS = 8000

/** @type {WeakMap<HTMLElement, {timer: number, page: number}>} */
const books = new WeakMap()

/**
 * Shows the page that stands open and goes on turning for as long as the root is on the stage.
 * @template Row
 * @param {HTMLElement} root @param {Row[]} rows @param {number} most rows on a page
 * @param {(rows: Row[], first: number) => void} show one page's rows and the index of their first
 */
export function turnPages(root, rows, most, show) {
  const book = books.get(root) ?? { timer: 0, page: 0 }
  books.set(root, book)
  clearInterval(book.timer)
  const pages = Math.max(1, Math.ceil(rows.length / most))
  const open = () => show(rows.slice(book.page * most, (book.page + 1) * most), book.page * most)
  book.page %= pages
  open()
  if (pages === 1) return
  book.timer = window.setInterval(() => {
    if (!root.isConnected) return clearInterval(book.timer)
    book.page = (book.page + 1) % pages
    open()
  }, PAGE_MS)
}
