// A pasted line of authors becomes rows at once, each name with the person whom it means; so does
// a name that is typed into a row. Without this script the line is read when the form is saved.
"use strict";

for (const box of document.querySelectorAll("[data-authors]")) {
  const group = document.getElementById(`${box.dataset.authors}-group`);
  const line = box.querySelector("textarea");
  const act = box.querySelector(".author-line__act");
  const said = act.querySelector("[role='status']");
  const field = (row, name) => row.querySelector(`[name$='-${name}']`);
  const rows = () =>
    [...group.querySelectorAll("tr.form-row:not(.empty-form)")].filter((row) => field(row, "person"));

  function nameIn(row) {
    const person = field(row, "person").selectedOptions[0];
    return field(row, "printed_name").value || (person?.value ? person.text : "");
  }

  async function ask(asked) {
    const token = document.querySelector("[name='csrfmiddlewaretoken']").value;
    const beside = rows().map((row) => field(row, "person").value);
    const body = new URLSearchParams({ ...asked, beside: beside.filter(Boolean).join(" ") });
    const answer = await fetch(box.dataset.address, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body,
    });
    const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isTold) throw new Error("no answer");
    return answer.json();
  }

  function choose(row, person) {
    const select = field(row, "person");
    select.append(new Option(person.name, person.id, true, true));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function note(row, ...parts) {
    row.querySelector(".author-note")?.remove();
    if (!parts.length) return;
    const made = document.createElement("p");
    made.className = "author-note";
    made.append(...parts);
    field(row, "person").closest("td").append(made);
  }

  function offer(row, person, isAlone) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = isAlone ? person.name : `${person.name} (${person.slug})`;
    button.title = person.reason;
    button.addEventListener("click", () => {
      choose(row, person);
      note(row);
      row.querySelector(".select2-selection")?.focus();
    });
    return button;
  }

  // Whom a name means: chosen where that is clear, offered where it is not.
  function match(row, told) {
    note(row);
    if (told.person) {
      choose(row, told.person);
      if (told.person.reason) note(row, told.person.reason);
    } else if (told.candidates?.length) {
      const names = told.candidates.map((person) => person.name);
      const isAlone = (person) => names.filter((name) => name === person.name).length === 1;
      note(row, "Is it ", ...told.candidates.map((person) => offer(row, person, isAlone(person))));
    }
  }

  function blankRow() {
    const blank = rows().find((row) => !nameIn(row) && !row.classList.contains("has_original"));
    if (blank) return blank;
    group.querySelector(".add-row a").click();
    return rows().at(-1);
  }

  function rowOf(author, present) {
    if (author.row !== null) return present[author.row];
    const row = blankRow();
    field(row, "printed_name").value = author.name;
    match(row, author);
    return row;
  }

  function summary(authors, left) {
    const some = (number, one, many) => (number ? [`${number} ${number > 1 ? many : one}`] : []);
    const chosen = authors.filter((author) => author.person || author.row !== null).length;
    const open = authors.filter((author) => author.candidates?.length).length;
    const rest = authors.length - chosen - open;
    const parts = [
      ...some(chosen, "known", "known"),
      ...some(open, "to choose below", "to choose below"),
      ...some(rest, "new name", "new names"),
    ];
    const kept = left.length ? ` Not in the line, left at the end: ${left.join(", ")}.` : "";
    return `${some(authors.length, "author", "authors")}: ${parts.join(", ")}.${kept}`;
  }

  async function fill() {
    const text = line.value.trim();
    if (!text) return;
    said.textContent = "Reading the line …";
    const present = rows().filter((row) => nameIn(row) && !field(row, "DELETE")?.checked);
    let answer;
    try {
      answer = await ask({ line: text, present: present.map(nameIn).join("\n") });
    } catch {
      said.textContent = "The line could not be read just now. It is read when you save.";
      return;
    }
    if (answer.error) {
      said.textContent = answer.error;
      return;
    }
    const placed = answer.authors.map((author) => {
      const row = rowOf(author, present);
      if (answer.marks) field(row, "equal_contribution").checked = author.equal;
      return row;
    });
    const left = present.filter((row) => !placed.includes(row));
    const others = rows().filter((row) => !placed.includes(row) && !left.includes(row));
    group.dispatchEvent(
      new CustomEvent("ordered:put", { detail: { rows: [...placed, ...left, ...others] } }),
    );
    const truncated = document.getElementById("id_authors_truncated");
    if (truncated) truncated.checked = answer.cut;
    line.value = "";
    said.textContent = summary(answer.authors, left.map(nameIn));
  }

  act.hidden = false;
  act.querySelector("button").addEventListener("click", fill);
  line.addEventListener("paste", () => setTimeout(fill));
  line.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    fill();
  });

  group.addEventListener("change", async (event) => {
    const row = event.target.closest("tr.form-row");
    if (!event.target.matches("[name$='-printed_name']")) return;
    const name = event.target.value.trim();
    note(row);
    if (!name || field(row, "person").value) return;
    const answer = await ask({ name, present: "" }).catch(() => ({}));
    const isStill = event.target.value.trim() === name && !field(row, "person").value;
    if (answer.authors && isStill) match(row, answer.authors[0]);
  });

  // Somebody chose, or took back what was chosen: the autocomplete tells it through jQuery only.
  django.jQuery(group).on("select2:select select2:clear", "[name$='-person']", (event) => {
    note(event.target.closest("tr.form-row"));
  });

  // What the server found for the names that the form came filled in with.
  box.querySelector(".author-line__told")?.remove(); // each is told at its row
  const found = document.getElementById("author-matches");
  if (found) {
    JSON.parse(found.textContent).forEach((told, at) => {
      const row = rows()[at];
      if (row && !told.person) match(row, told);
      else if (row && told.person.reason) note(row, told.person.reason);
    });
  }
}
