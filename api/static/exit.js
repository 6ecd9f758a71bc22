// Leaves without an entry in the history of this tab; the link alone does the rest without script.
const exit = document.getElementById("exit");

exit?.addEventListener("click", (event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  window.location.replace(exit.href);
});
