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
