/* What is opened to promote or revert gets the focus, and gives it back on Escape. All works without this. */
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches("details.mlbox-hand[open]")) {
      event.target.querySelector("input[name=reason]").focus();
    }
  },
  true,
);
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest("details.mlbox-hand[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

/* The page of a command that runs is read again, but not under the hands of somebody who promotes or reverts. */
document.addEventListener("DOMContentLoaded", () => {
  const running = document.querySelector("[data-mlbox-refresh]");
  if (running) {
    const again = () => {
      if (!document.querySelector("details.mlbox-hand[open]")) {
        window.location.reload();
      }
    };
    window.setInterval(again, running.dataset.mlboxRefresh * 1000);
  }
});
