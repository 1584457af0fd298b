// Beside a field for a colour, the device's own way to choose one; the field itself stays.
for (const field of document.querySelectorAll("[data-colour]")) {
  const chooser = document.createElement("input");
  chooser.type = "color";
  chooser.ariaLabel = "Choose the colour";
  const show = () => {
    if (/^#[0-9a-f]{6}$/i.test(field.value)) chooser.value = field.value;
  };
  chooser.value = field.placeholder || "#14508c";
  chooser.addEventListener("input", () => {
    field.value = chooser.value;
  });
  field.addEventListener("input", show);
  field.after(" ", chooser);
  show();
}
