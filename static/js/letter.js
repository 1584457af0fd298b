// The form of a letter: says how much room is left, keeps a draft in this browser (never the file),
// refuses a file that is too large before it is sent, and does the proof of work where one is asked.
// Without this file the form works all the same, but for the last.
"use strict";

const NEARLY = 200; // characters left from which on that is read out
const KEPT = 30 * 24 * 60 * 60 * 1000; // milliseconds that a draft is kept
const LARGEST = 10 * 1024 * 1024;

// Storage may be blocked or full; then there is no draft.
const drafts = {
  read(key) {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      if (draft && typeof draft.values === "object" && Date.now() - draft.at < KEPT) return draft;
      localStorage.removeItem(key);
    } catch {}
    return null;
  },
  write(key, draft) {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {}
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {}
  },
};

function count(area) {
  const most = Number(area.dataset.most);
  const told = document.createElement("p");
  told.className = "field__help";
  told.hidden = true;
  const spoken = document.createElement("p");
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  area.after(told, spoken);
  let timer = 0;
  const update = () => {
    const left = most - area.value.length;
    const text =
      left < 0
        ? `${-left} characters too many.`
        : `${left} of ${most} characters left.`;
    told.textContent = text;
    told.hidden = !area.value;
    told.classList.toggle("field__error", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => (spoken.textContent = left < NEARLY ? text : ""), 1000);
  };
  area.addEventListener("input", update);
  update();
}

function typedIn(form) {
  const kept = "textarea, select, input:not([type=hidden], [type=file], [type=checkbox])";
  return [...form.querySelectorAll(kept)].filter((field) => !field.closest("[aria-hidden]"));
}

function keepDraft(place, form) {
  const key = place.dataset.draft;
  const fields = typedIn(form);
  const notice = document.querySelector("[data-draft-told]");
  const draft = drafts.read(key);
  if (draft && "fresh" in place.dataset) {
    const back = fields.filter((field) => draft.values[field.name] && !field.value);
    for (const field of back) {
      field.value = draft.values[field.name];
      field.dispatchEvent(new Event("input"));
    }
    notice.hidden = !back.length;
  }
  const save = () => {
    const filled = fields.filter((field) => field.value.trim());
    const values = Object.fromEntries(filled.map((field) => [field.name, field.value]));
    if (filled.length) drafts.write(key, { at: Date.now(), values });
    else drafts.remove(key);
  };
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  });
  addEventListener("pagehide", () => {
    clearTimeout(timer);
    if (!discarded) save();
  });
  let discarded = false;
  notice.querySelector("[data-draft-discard]").addEventListener("click", () => {
    discarded = true;
    clearTimeout(timer);
    drafts.remove(key);
    form.reset();
    for (const field of fields) field.dispatchEvent(new Event("input"));
    notice.hidden = true;
    fields[0].focus();
    form.addEventListener("input", () => (discarded = false), { once: true });
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    save();
    const kept = drafts.read(key);
    if (kept) drafts.write(key, { ...kept, sent: true });
    discarded = true; // what stands in the form is on its way
  });
  addEventListener("pageshow", () => (discarded = false));
}

function checkFile(field) {
  field.addEventListener("change", () => {
    const file = field.files[0];
    const is_large = file && file.size > LARGEST;
    field.setCustomValidity(
      is_large ? `This file has ${(file.size / 1048576).toFixed(1)} MB; the most is 10 MB.` : "",
    );
    if (is_large) field.reportValidity();
  });
}

function work(place, form) {
  const told = place.querySelector("[data-work-status]");
  const answer = form.elements.work;
  const { algorithm, challenge, salt, signature, maxnumber } = place.dataset;
  let state = "";
  let is_wanted = false;
  answer.value = "";
  place.querySelector("[data-work-needs]").hidden = true;
  const say = (text) => (told.textContent = text);
  const start = () => {
    if (state) return;
    state = "working";
    const worker = new Worker(place.dataset.worker);
    worker.addEventListener("message", ({ data }) => {
      if ("share" in data) {
        if (is_wanted) say(`Checking that you are no robot: ${data.share} %`);
        return;
      }
      worker.terminate();
      const number = data.number;
      answer.value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
      state = "done";
      say("The check is done.");
      if (is_wanted) form.requestSubmit();
    });
    worker.addEventListener("error", () => {
      state = "";
      say("The check could not be done. Reload the page; what you typed stays.");
    });
    worker.postMessage({ challenge, salt, maxnumber: Number(maxnumber) });
  };
  form.addEventListener("focusin", start, { once: true });
  form.addEventListener(
    "submit",
    (event) => {
      if (state === "done") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      is_wanted = true;
      say("Checking that you are no robot. The letter is sent by itself when that is done.");
      start();
    },
    { capture: true },
  );
}

for (const area of document.querySelectorAll("textarea[data-most]")) count(area);
const form = document.querySelector("form.letter");
if (form) {
  for (const field of form.querySelectorAll("input[type=file]")) checkFile(field);
  for (const place of form.querySelectorAll("[data-work]")) work(place, form);
  const place = form.closest("[data-draft]");
  if (place) keepDraft(place, form);
}
const sent = document.querySelector("[data-sent]");
if (sent && drafts.read(sent.dataset.sent)?.sent) drafts.remove(sent.dataset.sent);
