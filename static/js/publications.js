// Opens abstracts and long lists of authors in place, and copies BibTeX entries. Without it the
// same links lead to the page of the work, and to the file of the entry.
(() => {
  "use strict";

  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);

  let panels = 0;
  for (const link of document.querySelectorAll("a[data-opens=abstract]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }

  async function fetched(address) {
    const answer = await fetch(address);
    // A work that has moved answers with its page, which is more than the part.
    if (!answer.ok || answer.redirected) throw new Error(`${answer.status} for ${address}`);
    return answer.text();
  }

  const part = (link) => `${link.pathname}${link.dataset.opens}/`;

  function failed(link, into) {
    const page = document.createElement("a");
    page.href = link.href;
    page.textContent = "Open the page of the work";
    into.replaceChildren("This could not be fetched. ", page, ".");
    status.textContent = "This could not be fetched.";
  }

  // An abstract: a panel below the links, made when it is first opened.
  async function toggle(link) {
    const open = link.getAttribute("aria-expanded") === "false";
    link.setAttribute("aria-expanded", String(open));
    const known = document.getElementById(link.getAttribute("aria-controls"));
    if (known && !known.dataset.failed) {
      known.hidden = !open;
      return;
    }
    known?.remove();
    const panel = document.createElement("div");
    panel.id = `abstract-${++panels}`;
    panel.className = "opened";
    link.setAttribute("aria-controls", panel.id);
    link.closest(".links").after(panel);
    panel.hidden = !open;
    try {
      panel.innerHTML = await fetched(part(link));
    } catch {
      panel.dataset.failed = "yes";
      failed(link, panel);
    }
  }

  // The authors: all of them take the place of the first ones.
  async function unfold(link) {
    const byline = link.closest(".byline");
    try {
      byline.innerHTML = await fetched(part(link));
      byline.tabIndex = -1;
      byline.focus();
    } catch {
      const note = document.createElement("span");
      link.after(" ", note);
      failed(link, note);
      link.remove();
      note.querySelector("a").focus();
    }
  }

  function told(link, words) {
    const name = link.lastChild;
    const before = name.textContent;
    status.textContent = words;
    name.textContent = "Copied";
    setTimeout(() => {
      name.textContent = before;
      status.textContent = "";
    }, 3000);
  }

  async function copy(link) {
    try {
      // The promise goes into the clipboard, not its result: a browser that waits for the network
      // forgets that somebody asked for it.
      const text = fetched(link.href).then((entry) => new Blob([entry], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
      told(link, "The BibTeX entry was copied.");
    } catch {
      location.assign(link.href);
    }
  }

  const canCopy = Boolean(navigator.clipboard?.write && window.ClipboardItem);

  function act(event, link) {
    if (link.matches("[data-opens=abstract]")) toggle(link);
    else if (link.matches("[data-opens=authors]")) unfold(link);
    else if (link.matches("[data-copies]") && canCopy) copy(link);
    else return;
    event.preventDefault();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-opens], a[data-copies]");
    const asksForAnother = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (link && !asksForAnother) act(event, link);
  });

  // A button answers to the space bar as well.
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches?.("a[role=button]")) act(event, event.target);
  });
})();
