// Ctrl and Enter send what was pasted.
"use strict";

for (const box of document.querySelectorAll("[data-paste]")) {
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.form.requestSubmit();
  });
}
