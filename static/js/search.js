// "/" and Ctrl-K or Cmd-K lead to the search. "/" can be switched off where one searches: who
// types by voice types it by accident.
"use strict";

{
  const box = document.querySelector("[data-search]");
  const choice = document.querySelector("[data-search-key]");
  const kept = "search-key";

  function isOn() {
    try {
      return localStorage.getItem(kept) !== "off";
    } catch {
      return true; // storage is forbidden
    }
  }

  function tell() {
    box.setAttribute("aria-keyshortcuts", isOn() ? "/ Control+K Meta+K" : "Control+K Meta+K");
    box.title = isOn() ? "Press / to search" : "Press Ctrl-K to search";
  }

  function isAsked(event) {
    const held = event.ctrlKey || event.metaKey;
    if (event.altKey) return false;
    if (held) return event.key.toLowerCase() === "k" && !event.shiftKey;
    return event.key === "/" && isOn() && !event.target.closest("input, textarea, select, [contenteditable]");
  }

  if (box) {
    tell();
    document.addEventListener("keydown", (event) => {
      if (!event.defaultPrevented && isAsked(event)) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    });
  }

  if (box && choice) {
    const input = choice.querySelector("input");
    choice.hidden = false;
    input.checked = isOn();
    input.addEventListener("change", () => {
      try {
        localStorage.setItem(kept, input.checked ? "on" : "off");
      } catch {
        input.checked = true;
      }
      tell();
    });
  }
}
