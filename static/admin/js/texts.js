// Beside a text that is written, what it will look like; and what is pasted from Word or a page
// becomes Markdown. Both are made by the site. Without this file the field takes text as it is.
"use strict";

{
  const PAUSE = 400;
  // What is worth asking for; the rest is pasted as plain text.
  const MEANT = /<(a|b|strong|em|i|h[1-6]|ul|ol|table|blockquote|pre|math)\b|mso-list|font-weight|font-style/i;

  async function ask(address, data, signal) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token };
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(data), headers, signal });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.redirected || !isJson) throw new Error("The site does not answer. Are you still logged in?");
    const told = await answer.json();
    if (told.error) throw new Error(told.error);
    return told;
  }

  // So that Ctrl-Z takes it back, as with anything typed.
  function insert(field, text) {
    field.focus();
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function addPreview(editor, field) {
    const pane = document.createElement("section");
    const shown = document.createElement("div");
    const heading = document.createElement("p");
    const label = document.querySelector(`label[for="${field.id}"]`)?.textContent.replace(":", "");
    pane.className = "text-preview";
    pane.setAttribute("aria-label", `Preview of ${label ?? "the text"}`);
    heading.className = "text-preview__heading";
    heading.textContent = "Preview";
    shown.className = "text-preview__text";
    pane.append(heading, shown);
    field.after(pane);
    let waiting, asked;

    async function show() {
      asked?.abort();
      asked = new AbortController();
      pane.hidden = !field.value.trim();
      if (pane.hidden) return;
      try {
        const data = { text: field.value, dialect: editor.dataset.dialect };
        shown.innerHTML = (await ask(editor.dataset.previewUrl, data, asked.signal)).html;
        for (const link of shown.querySelectorAll("a")) link.target = "_blank"; // what is typed stays
      } catch (error) {
        if (error.name !== "AbortError") shown.textContent = error.message;
      }
    }

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, PAUSE);
    });
    show();
  }

  function watchPaste(editor, field) {
    field.addEventListener("paste", async (event) => {
      const html = event.clipboardData?.getData("text/html") ?? "";
      if (!MEANT.test(html)) return;
      event.preventDefault();
      let text = event.clipboardData.getData("text/plain");
      field.setAttribute("aria-busy", "true");
      try {
        text = (await ask(editor.dataset.pasteUrl, { html })).markdown;
      } catch {
        // The plain text is better than nothing.
      }
      field.removeAttribute("aria-busy");
      insert(field, text);
    });
  }

  for (const editor of document.querySelectorAll(".text-editor")) {
    const field = editor.querySelector("textarea");
    addPreview(editor, field);
    if (editor.dataset.pasteUrl) watchPaste(editor, field);
  }
}
