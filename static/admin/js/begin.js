// A new record begins in its first field, where that is still empty: the admin itself would put
// the cursor on the "Save" above the fields. A form that came filled in begins there, to be saved.
"use strict";

{
  const added = document.getElementById("django-admin-form-add-constants").dataset.modelName;
  const form = added && document.getElementById(`${added}_form`);
  const seen = [...(form?.elements ?? [])].filter(
    (each) => each.matches("input, select, textarea, button") && !each.disabled && each.offsetParent,
  );
  const first = seen.find((each) => !each.closest(".submit-row"));
  const isEmptyText = first?.matches("input:is([type=text], [type=url]), textarea") && !first.value;
  (isEmptyText ? first : seen[0])?.focus();
}
