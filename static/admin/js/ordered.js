// Rows that have places: dragged by a handle, moved by two buttons or by Alt with an arrow. What is
// sent are the numbers in the fields of the places, which work without this script as well.
"use strict";

{
  const PLACE = "input[name$='-position']";
  const EDGE = 70; // pixels from the edge of the window where dragging scrolls

  const said = document.createElement("p");
  said.className = "ordered-said";
  said.setAttribute("role", "status");
  document.body.append(said);

  for (const group of document.querySelectorAll(".js-inline-admin-formset")) {
    if (group.querySelector(PLACE)) order(group);
  }

  function order(group) {
    const isTable = group.dataset.inlineType === "tabular";
    const selector = isTable ? "tr.form-row" : ".inline-related";
    const prefix = group.id.replace(/-group$/, "");
    const empty = group.querySelector(`${selector}.empty-form`);

    const rows = () => [...group.querySelectorAll(`${selector}:not(.empty-form)`)];
    const fields = (row) => [...row.querySelectorAll(`[name^='${prefix}-']:not([type='hidden'])`)];
    const ending = (field) => field.name.replace(/^.*-/, "");
    const value = (field) => (field.type === "checkbox" ? String(field.checked) : field.value);

    // A row as “Add another” makes it: sent without a number, so that it is not taken for one.
    function isBlank(row) {
      if (row.classList.contains("has_original") || !empty) return false;
      const usual = new Map(fields(empty).map((field) => [ending(field), value(field)]));
      return fields(row).every(
        (field) => field.matches(PLACE) || value(field) === usual.get(ending(field)),
      );
    }

    function name(row) {
      for (const field of fields(row)) {
        const text = field.tagName === "SELECT" ? field.selectedOptions[0]?.text : field.value;
        const tells = !field.matches(`${PLACE}, [type='checkbox'], [type='file']`);
        if (tells && field.value && text) return text.slice(0, 60);
      }
      return "The row";
    }

    function number() {
      let place = 0;
      for (const row of rows()) {
        const hasPlace = !isBlank(row) && !row.querySelector("[name$='-is_implied']:checked");
        row.querySelector(PLACE).value = hasPlace ? (place += 1) : "";
      }
    }

    // What is said of mistakes in a row of a table stands in a row above it.
    function unit(row) {
      const above = row.previousElementSibling;
      return above?.classList.contains("row-form-errors") ? [above, row] : [row];
    }

    // The others move around the row: so it keeps the pointer and the focus.
    function shift(row, to) {
      const all = rows();
      let at = all.indexOf(row);
      for (; at < to; at += 1) unit(row)[0].before(...unit(all[at + 1]));
      for (; at > to; at -= 1) row.after(...unit(all[at - 1]));
    }

    function put(wanted) {
      wanted.forEach((row, at) => shift(row, at));
    }

    function tell(row) {
      number();
      const all = rows().filter((other) => !isBlank(other));
      said.textContent = `${name(row)}: place ${all.indexOf(row) + 1} of ${all.length}.`;
    }

    function move(row, to) {
      const last = rows().length - 1;
      shift(row, Math.min(Math.max(to, 0), last));
      tell(row);
    }

    function step(row, by) {
      move(row, rows().indexOf(row) + by);
    }

    function button(text, label, row, by) {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.ariaLabel = label;
      made.addEventListener("click", () => step(row, by));
      made.addEventListener("focus", () => (made.ariaLabel = `${label}: ${name(row)}`));
      return made;
    }

    function decorate(row) {
      if (row.querySelector(".ordered-move") || !row.querySelector(PLACE)) return;
      const controls = document.createElement("span");
      controls.className = "ordered-move";
      const handle = document.createElement("span");
      handle.className = "ordered-handle";
      handle.title = "Drag, or press Alt and an arrow";
      handle.setAttribute("aria-hidden", "true");
      handle.addEventListener("pointerdown", (event) => drag(event, row, handle));
      controls.append(handle, button("↑", "Move up", row, -1), button("↓", "Move down", row, 1));
      (isTable ? row.querySelector(PLACE).parentElement : row.querySelector("h3")).prepend(controls);
    }

    function drag(start, row, handle) {
      if (start.button) return;
      start.preventDefault();
      const before = rows();
      handle.setPointerCapture(start.pointerId);
      row.classList.add("ordered-dragged");

      const middle = (other) => {
        const box = other.getBoundingClientRect();
        return box.top + box.height / 2;
      };
      const follow = (event) => {
        const all = rows();
        let at = all.indexOf(row);
        while (at > 0 && event.clientY < middle(all[at - 1])) at -= 1;
        while (at < all.length - 1 && event.clientY > middle(all[at + 1])) at += 1;
        shift(row, at);
        if (event.clientY < EDGE) scrollBy(0, -12);
        if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
      };
      const end = (isKept) => {
        row.classList.remove("ordered-dragged");
        handle.removeEventListener("pointermove", follow);
        handle.removeEventListener("pointerup", drop);
        handle.removeEventListener("pointercancel", give_up);
        document.removeEventListener("keydown", escape);
        if (!isKept) put(before);
        if (isKept && rows().some((other, at) => other !== before[at])) tell(row);
      };
      const drop = () => end(true);
      const give_up = () => end(false);
      const escape = (event) => event.key === "Escape" && end(false);
      handle.addEventListener("pointermove", follow);
      handle.addEventListener("pointerup", drop);
      handle.addEventListener("pointercancel", give_up);
      document.addEventListener("keydown", escape);
    }

    group.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const row = event.target.closest(`${selector}:not(.empty-form)`);
      const other = event.ctrlKey || event.metaKey || event.shiftKey;
      // In these, Alt with an arrow has a meaning already.
      if (!by || !event.altKey || other || !row || event.target.closest("select, textarea, .select2"))
        return;
      event.preventDefault();
      step(row, by);
    });

    group.addEventListener("change", (event) => {
      if (!event.target.matches(PLACE) || !/^\d+$/.test(event.target.value)) return;
      move(event.target.closest(selector), Number(event.target.value) - 1);
    });

    // Another script has put the rows in order.
    group.addEventListener("ordered:put", (event) => {
      put(event.detail.rows);
      number();
    });

    document.addEventListener("formset:added", (event) => {
      if (event.detail.formsetName === prefix) decorate(event.target);
    });

    // Django numbers the names of all fields anew, in the order in which the rows stand; those that
    // are stored have to keep the first numbers.
    document.addEventListener("formset:removed", (event) => {
      if (event.detail.formsetName !== prefix) return;
      const shown = rows();
      const index = (row) => Number(row.id.replace(/^.*-/, ""));
      put(shown.toSorted((a, b) => index(a) - index(b)));
      queueMicrotask(() => put(shown));
    });

    group.classList.add("ordered");
    rows().forEach(decorate);
  }
}
