// A form with files is sent so that one sees how far it is. Where that fails, the form stays as it
// was filled in; without this file the browser sends it itself.
"use strict";

{
  const MEGABYTE = 1024 * 1024;

  function chosen(form) {
    const inputs = [...form.querySelectorAll("input[type=file]")];
    return inputs.flatMap((input) => (input.disabled ? [] : [...input.files]));
  }

  function node(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  function send(form, submitter, files) {
    const xhr = new XMLHttpRequest();
    const megabytes = files.reduce((sum, file) => sum + file.size, 0) / MEGABYTE;
    const what = files.length === 1 ? files[0].name : `${files.length} files`;
    const box = node("div", { className: "upload" });
    const text = node("p", { textContent: `Uploading ${what} (${megabytes.toFixed(1)} MB)` });
    const bar = node("progress", { max: 1, value: 0, ariaLabel: "Upload" });
    const cancel = node("button", { type: "button", className: "button", textContent: "Cancel" });
    text.role = "status";
    box.append(text, bar, cancel);
    document.querySelector(".upload")?.remove();
    form.append(box);

    function failed(sentence) {
      bar.remove();
      cancel.textContent = "Close";
      cancel.onclick = () => box.remove();
      text.role = "alert";
      text.textContent = sentence;
      delete form.dataset.uploading;
    }

    function finished() {
      const next = xhr.getResponseHeader("X-Location");
      if (next) {
        location.assign(next);
      } else if (xhr.status === 200) {
        // The form again, with what is wrong: as the browser would show it.
        document.open();
        document.write(xhr.responseText);
        document.close();
      } else if (xhr.status === 413) {
        failed("The server takes no files that large. Nothing was saved; what you typed is still here.");
      } else {
        failed(`The site refused this (${xhr.status}). Nothing was saved; what you typed is still here.`);
      }
    }

    xhr.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    xhr.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      text.textContent = `${what} is there; saving.`;
      cancel.remove();
    });
    xhr.addEventListener("load", finished);
    xhr.addEventListener("error", () =>
      failed("The connection broke. Nothing was saved; what you typed is still here: save again."),
    );
    xhr.addEventListener("abort", () => failed("Cancelled. Nothing was saved."));
    cancel.onclick = () => xhr.abort();
    form.dataset.uploading = "";
    xhr.open("POST", form.getAttribute("action") || location.href);
    xhr.setRequestHeader("X-Upload", "1");
    xhr.send(new FormData(form, submitter));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.enctype !== "multipart/form-data") return;
    const files = chosen(form);
    if (!files.length) return;
    event.preventDefault();
    if (!("uploading" in form.dataset)) send(form, event.submitter, files);
  });
}
