"""The screens of an import: what to read, how far it is, what to decide, what came of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from history.models import Version
from history.write import recorded
from importer import waiting
from importer.journal.undo import NotUndoable, undo
from importer.models import ImportRun, Proposal
from importer.review import given, jobs
from importer.review.assign import HEADINGS, assign
from importer.review.judge import judge
from importer.review.record_form import RecordForm
from importer.review.shown import TYPES, entry
from importer.review.upload import ImportForm
from importer.save.aligning import payload_of, text_of

PAGE = 30  # records shown at once
SECONDS = 2  # between two looks at how far it is
UNREAD = "unread"
State = ImportRun.State


def start(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Take pages in, and let them be read."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = given.begin(form.pages(), form.cleaned_data["owner"], request.user)
        jobs.start(run)
        return redirect("admin:importer_importrun_review", run.pk)
    return render(request, "admin/importer/start.html", {**context, "form": form})


def review(request: HttpRequest, context: dict[str, Any], key: int) -> HttpResponse:
    """How far an import is; or its records, with what is decided of each."""
    run = get_object_or_404(ImportRun, pk=key)
    context |= {"run": run, "title": str(run), "opts": ImportRun._meta}
    if run.state in ImportRun.AT_WORK or run.state == State.FAILED:
        return _progress(request, context, run)
    if run.state != State.REVIEW:
        return redirect("admin:importer_importrun_change", run.pk)
    if request.method == "POST":
        return _decided(request, run)
    return _records(request, context, run)


def _progress(request: HttpRequest, context: dict[str, Any], run: ImportRun) -> HttpResponse:
    has_stopped = run.state == State.FAILED or jobs.has_stopped(run)
    response = render(
        request, "admin/importer/progress.html", {**context, "has_stopped": has_stopped}
    )
    if not has_stopped:
        response["Refresh"] = str(SECONDS)
    return response


@require_POST
def go_on(request: HttpRequest, key: int) -> HttpResponse:
    """Let a worker take up an import that stopped."""
    run = get_object_or_404(ImportRun, pk=key)
    if run.state == State.FAILED:
        is_saving = run.given.filter(is_saved=True).exists()
        run.state, run.error = State.SAVING if is_saving else State.READING, ""
        run.save()
        jobs.start(run)
    elif jobs.has_stopped(run):
        jobs.start(run)
    return redirect("admin:importer_importrun_review", run.pk)


@require_POST
def discard(request: HttpRequest, key: int) -> HttpResponse:
    """Forget pages that nothing was saved of."""
    run = get_object_or_404(ImportRun, pk=key)
    if run.state not in (State.REVIEW, State.FAILED) or run.given.filter(is_saved=True).exists():
        messages.error(request, "This import is saved, or at work: it can be undone when it is.")
        return redirect("admin:importer_importrun_review", run.pk)
    run.given.all().delete()
    run.state = State.DISCARDED
    run.save()
    messages.success(request, "Discarded: nothing of these pages was kept.")
    return redirect("admin:importer_importrun_changelist")


# ---- records and what is decided of them


def _records(request: HttpRequest, context: dict[str, Any], run: ImportRun) -> HttpResponse:
    show = request.GET.get("show", "")
    every = Proposal.objects.filter(page__run=run)
    counts = Counter(every.values_list("decision", flat=True))
    unread = [(p, line) for p in run.given.all() for line in p.unread if not line["chrome"]]
    found = Paginator(_shown(every, show), PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "admin/importer/review.html",
        {
            **context,
            "tabs": _tabs(every, counts, len(unread)),
            "show": show,
            "found": found,
            "entries": [entry(p) for p in found] if show != UNREAD else [],
            "unread": unread if show == UNREAD else [],
            "types": [(t, TYPES[t]) for t in HEADINGS],
            "kinds": _kinds(every),
            "accepted": every.filter(verdict="accept").count(),
            "errors": run.given.exclude(error=""),
            "gone": run.report.get("gone", []),
        },
    )


def _shown(every: QuerySet[Proposal], show: str) -> QuerySet[Proposal]:
    rows = every.select_related("page").order_by("page", "position")
    if show == "rejected":
        return rows.filter(verdict="reject")
    return rows.filter(decision=show) if show and show != UNREAD else rows


def _tabs(
    every: QuerySet[Proposal], counts: Counter[str], unread: int
) -> list[tuple[str, str, int]]:
    """(value, label, number) of each choice of what is shown that shows something."""
    tabs = [
        ("", "all", sum(counts.values())),
        ("new", "new", counts["new"]),
        ("changed", "changed", counts["changed"]),
        ("ambiguous", "to be decided", counts["ambiguous"]),
        ("same", "as before", counts["same"]),
        ("rejected", "left out", every.filter(verdict="reject").count()),
        (UNREAD, "lines nobody read", unread),
    ]
    return [tab for tab in tabs if tab[2] or not tab[0]]


def _kinds(every: QuerySet[Proposal]) -> list[tuple[str, str, int]]:
    counts = Counter(every.values_list("type", flat=True))
    return [(name, label, counts[name]) for name, label in TYPES.items() if counts[name]]


def _decided(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Keep the verdicts that the form shows, then do what its button says."""
    every = Proposal.objects.filter(page__run=run)
    for verdict in Proposal.Verdict.values:
        chosen = [
            int(name.removeprefix("verdict-"))
            for name, value in request.POST.items()
            if name.startswith("verdict-") and value == verdict and name[8:].isdigit()
        ]
        every.filter(pk__in=chosen).update(verdict=verdict)
    action, _, what = request.POST.get("do", "").partition(":")
    if action in Proposal.Verdict.values:
        number = (
            every.filter(type=what).update(verdict=action) if what else every.update(verdict=action)
        )
        done = "accepted" if action == "accept" else "left out"
        messages.success(request, f"{number} records are {done}.")
    if action == "correct" and what.isdigit():
        return redirect("admin:importer_importrun_correct", run.pk, int(what))
    if action in ("same", "different"):
        return _judged(request, run, every, action == "same", what)
    if action == "assign":
        return _assigned(request, run)
    if action == "import":
        run.state = State.SAVING
        run.save(update_fields=["state"])
        jobs.start(run)
        return redirect("admin:importer_importrun_review", run.pk)
    if action == "page":
        return redirect(f"{request.path}?{what}")
    return redirect(request.get_full_path())


def _judged(
    request: HttpRequest, run: ImportRun, every: QuerySet[Proposal], same: bool, what: str
) -> HttpResponse:
    """Keep that a record and one of its candidates are one work, or are not."""
    key, _, number = what.partition("-")
    if not (key.isdigit() and number.isdigit()):
        raise Http404("There is no such pair.")
    proposal = get_object_or_404(every.select_related("page"), pk=int(key))
    try:
        judge(proposal, int(number), same, request.user)
    except IndexError:
        raise Http404("There is no such pair.") from None
    _compare_again(run)
    messages.success(request, "Kept: they are one work." if same else "Kept: they are two works.")
    return redirect(request.get_full_path())


def _assigned(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Make records of the lines for which the form says what they are."""
    number = 0
    for page in run.given.all():
        for line in list(page.unread):
            kind = request.POST.get(f"line-{page.pk}-{line['number']}", "")
            if kind in HEADINGS:
                assign(page, line["number"], kind)
                number += 1
    if number:
        _compare_again(run)
        messages.success(request, f"{number} lines are records now.")
    else:
        messages.warning(request, "Say of a line what it is, then save.")
    return redirect(request.path)


def _compare_again(run: ImportRun) -> None:
    run.state = State.COMPARING
    run.save(update_fields=["state"])
    jobs.start(run)


def correct(request: HttpRequest, context: dict[str, Any], key: int, pk: int) -> HttpResponse:
    """Change what a record says before it is saved."""
    proposals = Proposal.objects.select_related("page__run").filter(page__run=key)
    proposal = get_object_or_404(proposals, pk=pk)
    run = proposal.page.run
    if run.state != State.REVIEW:
        raise Http404("This import does not wait for decisions.")
    form = RecordForm(proposal, request.POST or None)
    if request.method == "POST" and form.is_valid():
        payload = payload_of(form.result())
        proposal.edited = payload if text_of(payload) != text_of(proposal.payload) else None
        proposal.verdict = Proposal.Verdict.ACCEPT
        proposal.save()
        _compare_again(run)
        messages.success(request, "The record is corrected; it is saved with the import.")
        return redirect("admin:importer_importrun_review", run.pk)
    context |= {"run": run, "form": form, "entry": entry(proposal), "title": "Correct a record"}
    return render(request, "admin/importer/correct.html", {**context, "opts": ImportRun._meta})


# ---- taking it back


def take_back(request: HttpRequest, context: dict[str, Any], key: int) -> HttpResponse:
    """Show what undoing would do, and do it."""
    run = get_object_or_404(ImportRun, pk=key)
    if run.journal is None:
        raise Http404("What this import wrote was not kept.")
    if run.state not in (State.SAVED, State.FAILED):
        messages.error(request, "Nothing of this import is saved yet.")
        return redirect("admin:importer_importrun_review", run.pk)
    try:
        told = undo(run.journal, by=request.user, dry_run=request.method != "POST")
    except NotUndoable as error:
        messages.error(request, str(error))
        return redirect("admin:importer_importrun_change", run.pk)
    if request.method == "POST":
        messages.success(request, f"{run} is undone.")
        return redirect("admin:importer_importrun_change", run.pk)
    told_of = [("Goes", told.removed), ("Is as before", told.restored)]
    context |= {
        "run": run,
        "told": [*told_of, ("Comes back", told.brought_back)],
        "kept": told.kept,
        "title": f"Undo {run}?",
        "opts": ImportRun._meta,
    }
    return render(request, "admin/importer/undo.html", context)


# ---- what pages say of fields that an editor changed


def waiting_values(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Both values of each field, with the choice between them."""
    if request.method == "POST":
        answers = request.POST.dict()
        with recorded(waiting.taken(request.user, answers), request.user, Version.How.TAKE):
            done, errors = waiting.decide(request.user, answers)
        for error in errors:
            messages.error(request, error)
        if done:
            messages.success(request, f"{done} {'fields are' if done > 1 else 'field is'} decided.")
        return redirect("admin:importer_waiting")
    found = Paginator(waiting.waiting(request.user), PAGE).get_page(request.GET.get("p"))
    return render(request, "admin/importer/waiting.html", {**context, "found": found})
