// "@" and the beginning of a name or title offers people and works to link to: arrows choose, Enter
// inserts, Escape leaves it. Words that are marked are looked for with the button.
"use strict";

{
  const PAUSE = 200;
  const ASKED = /(?:^|[\s(*_])@([^\s@][^@\n]{1,60})$/;

  function node(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  function addMentions(editor, field) {
    const list = node("ul", { className: "mentions", id: `${field.id}-mentions`, hidden: true });
    const status = node("p", { className: "mentions__status" });
    const button = node("button", { type: "button", className: "mentions__button", textContent: "Link to a person or work" });
    list.role = "listbox";
    list.ariaLabel = "People and works";
    status.role = "status";
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    const holder = node("div", { className: "mentions-holder" });
    holder.append(list, status, button);
    field.after(holder);

    let found = [], at = 0, range = null, left = -1, waiting, asked;

    function close() {
      clearTimeout(waiting);
      asked?.abort();
      found = [];
      list.hidden = true;
      list.replaceChildren();
      status.textContent = "";
      field.removeAttribute("aria-activedescendant");
    }

    function mark() {
      [...list.children].forEach((option, place) => (option.ariaSelected = String(place === at)));
      field.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }

    function choose(place) {
      field.focus();
      field.setSelectionRange(...range);
      const { markdown } = found[place];
      if (!document.execCommand("insertText", false, markdown)) {
        field.setRangeText(markdown, ...range, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      close();
    }

    function open(rows) {
      found = rows;
      at = 0;
      list.replaceChildren(
        ...rows.map((row, place) => {
          const option = node("li", { id: `${list.id}-${place}`, className: "mentions__option" });
          option.role = "option";
          option.append(row.label, " ", node("span", { className: "mentions__detail", textContent: row.detail }));
          option.addEventListener("mousedown", (event) => {
            event.preventDefault(); // the field keeps the focus
            choose(place);
          });
          return option;
        }),
      );
      list.hidden = !rows.length;
      status.textContent = rows.length
        ? `${rows.length} found: arrows choose, Enter inserts, Escape closes.`
        : "Nobody and nothing of that name is on the public pages.";
      if (rows.length) mark();
    }

    async function look(query) {
      asked?.abort();
      asked = new AbortController();
      try {
        const address = `${editor.dataset.linksUrl}?${new URLSearchParams({ q: query })}`;
        const answer = await fetch(address, { signal: asked.signal });
        if (answer.redirected || !answer.ok) throw new Error();
        open((await answer.json()).found);
      } catch (error) {
        if (error.name === "AbortError") return;
        close();
        status.textContent = "The site does not answer. Are you still logged in?";
      }
    }

    field.addEventListener("input", () => {
      const before = field.value.slice(0, field.selectionStart);
      const query = field.selectionStart === field.selectionEnd && ASKED.exec(before)?.[1];
      const start = query ? before.length - query.length - 1 : -1;
      if (!query || start === left) {
        if (!query) left = -1;
        close();
        return;
      }
      range = [start, before.length];
      clearTimeout(waiting);
      waiting = setTimeout(() => look(query), PAUSE);
    });

    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) {
        at = (at + steps[event.key] + found.length) % found.length;
        mark();
      } else if (event.key === "Enter") {
        choose(at);
      } else if (event.key === "Escape") {
        left = range[0]; // not asked for again at this "@"
        close();
      } else {
        return;
      }
      event.preventDefault();
    });

    field.addEventListener("blur", close);

    button.addEventListener("click", () => {
      const marked = field.value.slice(field.selectionStart, field.selectionEnd);
      field.focus();
      if (marked.trim().length > 1) {
        range = [field.selectionStart, field.selectionEnd];
        look(marked.trim());
      } else {
        document.execCommand("insertText", false, "@");
        status.textContent = "Go on typing: a name, or the beginning of a title.";
      }
    });
  }

  for (const editor of document.querySelectorAll(".text-editor[data-links-url]")) {
    addMentions(editor, editor.querySelector("textarea"));
  }
}
