// Extras of the inbox: the star in place, and keys. All of it works without, by buttons and links.
"use strict";

{
  const KEYS = "inbox-keys"; // in the browser's store: “off” where a reader turned keys off

  const setStar = async (button) => {
    const token = button.form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(button.formAction, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams({ starred: button.value }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const { starred } = await answer.json();
    button.value = starred ? "" : "1";
    button.textContent = starred ? "★" : "☆";
    button.setAttribute("aria-pressed", String(starred));
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.star");
    if (!button) return;
    event.preventDefault();
    // Where that fails, the button does what it does without a script.
    setStar(button).catch(() => button.form.requestSubmit(button));
  });

  const rows = () => [...document.querySelectorAll("#result_list tbody tr")];
  const here = () => document.querySelector("#result_list tr.inbox-here");

  const go = (step) => {
    const all = rows();
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(here()) + step))];
    if (!next) return;
    here()?.classList.remove("inbox-here");
    next.classList.add("inbox-here");
    next.querySelector(".field-who a")?.focus();
  };

  const follow = (id) => document.getElementById(id)?.click();

  const ACTS = {
    j: () => (rows().length ? go(1) : follow("inbox-after")),
    k: () => (rows().length ? go(-1) : follow("inbox-before")),
    s: () => (rows().length ? here() : document)?.querySelector("button.star")?.click(),
  };

  const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select");

  const listen = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const act = ACTS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const box = document.querySelector("#inbox-keys input");
  const stored = () => {
    try {
      return localStorage.getItem(KEYS);
    } catch {
      return null;
    }
  };

  // Somebody who speaks to the computer may type such keys unawares: they can be turned off.
  const turn = (on) => (on ? document.addEventListener : document.removeEventListener).call(
    document, "keydown", listen,
  );

  if (box) {
    box.closest("#inbox-keys").hidden = false;
    box.checked = stored() !== "off";
    turn(box.checked);
    box.addEventListener("change", () => {
      turn(box.checked);
      try {
        localStorage.setItem(KEYS, box.checked ? "on" : "off");
      } catch {
        // It holds for this page alone.
      }
    });
  }
}
