// Says that a text is being read, and keeps it from being sent twice.
const form = document.querySelector("form.paste");
form?.addEventListener("submit", () => {
  const waiting = form.querySelector(".waiting");
  waiting.textContent = waiting.dataset.busy;
  form.querySelector("button.main").disabled = true;
});
// A page that comes back from the browser's memory can be sent again.
addEventListener("pageshow", () => {
  const button = form?.querySelector("button.main");
  if (button) button.disabled = false;
});
