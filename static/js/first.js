/** The one-time set-up link: moves its secret from the address into the form, so that it never reaches a log. */

const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-secret]"));
const kept = "contest-first";
const secret = location.hash.slice(1) || sessionStorage.getItem(kept) || "";
if (field && secret) {
  sessionStorage.setItem(kept, secret);
  field.value = secret;
  history.replaceState(null, "", location.pathname);
}
