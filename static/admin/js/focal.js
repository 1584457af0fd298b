// A click on the photo moves the focal point; the round cut beside it follows, also while a number
// is typed and when another photo is chosen. Nothing is sent before the form is saved.
"use strict";

for (const focal of document.querySelectorAll(".focal")) {
  const inputs = ["x", "y"].map((axis) => document.getElementById(`id_photo_${axis}`));
  const chosen = document.getElementById("id_photo");
  const photo = focal.querySelector(".focal__photo img");
  const point = focal.querySelector(".focal__point");
  const cut = focal.querySelector(".focal__cut img");
  if (inputs.some((input) => !input) || !chosen) {
    continue; // somebody who may only look
  }

  function percent(input) {
    return Math.min(Math.max(Number(input.value) || 0, 0), 100);
  }

  // object-position says which share of what overflows is cut off on the left, or at the top.
  function shareCutOff(length, side, at) {
    const first = Math.min(Math.max((length * at) / 100 - side / 2, 0), length - side);
    return length > side ? (100 * first) / (length - side) : 0;
  }

  function show() {
    const [x, y] = inputs.map(percent);
    const { naturalWidth: width, naturalHeight: height } = photo;
    const side = Math.min(width, height);
    point.style.left = `${x}%`;
    point.style.top = `${y}%`;
    cut.style.objectPosition = `${shareCutOff(width, side, x)}% ${shareCutOff(height, side, y)}%`;
  }

  photo.addEventListener("load", () => {
    cut.src = photo.src;
    focal.hidden = false;
    show();
  });
  photo.addEventListener("click", (event) => {
    inputs[0].value = Math.round((100 * event.offsetX) / photo.clientWidth);
    inputs[1].value = Math.round((100 * event.offsetY) / photo.clientHeight);
    show();
  });
  for (const input of inputs) {
    input.addEventListener("input", show);
  }
  chosen.addEventListener("change", () => {
    if (chosen.files.length) {
      const reader = new FileReader();
      reader.addEventListener("load", () => (photo.src = reader.result));
      reader.readAsDataURL(chosen.files[0]);
    }
  });
  focal.classList.add("focal--live");
  if (photo.complete && photo.naturalWidth) {
    cut.src = photo.src;
    show();
  }
}
