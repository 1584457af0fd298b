// Keys for looking through records: j, k go down and up; a accepts, r leaves out, e corrects.
"use strict";

{
  const entries = [...document.querySelectorAll(".review-entry")];

  function current() {
    return document.activeElement.closest(".review-entry");
  }

  function go(step) {
    const at = entries.indexOf(current());
    const next = entries[Math.min(Math.max(at + step, 0), entries.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  function decide(value) {
    const choice = current()?.querySelector(`input[value="${value}"]`);
    if (choice) {
      choice.checked = true;
      go(1);
    }
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    a: () => decide("accept"),
    r: () => decide("reject"),
    e: () => current()?.querySelector(".review-verdict button").click(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=radio])");
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}
