"""The home page arranged in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from pages.models import HomeBlock
from tests.factories import HomeBlockFactory
from tests.forms import errors, posted
from tests.pages_read import shown
from tests.pictures import picture

pytestmark = pytest.mark.django_db
LIST = "/admin/pages/homeblock/"
ADD = f"{LIST}add/"
RESET = f"{LIST}reset/"
USUAL = ["introduction", "recruiting", "news", "talks", "selected", "recent", "people"]


def kinds() -> list[str]:
    return [block.kind for block in HomeBlock.objects.published()]


def arranged(client: Client, **changes: Any) -> Any:
    """Saves the list with {"news": {"position": 1}} changed; what the server answers."""
    formset = client.get(LIST).context["cl"].formset
    data = {f"form-{key}": value for key, value in formset.management_form.initial.items()}
    for form in formset.forms:
        values = {bound.name: bound.value() for bound in form if bound.value()}
        values |= {"id": form.instance.pk, **changes.get(form.instance.kind, {})}
        data |= {f"{form.prefix}-{k}": v for k, v in values.items() if v != "" and v is not False}
    return client.post(LIST, {**data, "_save": "Save"})


def clerk(client: Client, *rights: str) -> None:
    user = User.objects.create(username="clerk", is_staff=True)
    wanted = [f"{right}_homeblock" for right in rights]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(user)


def test_it_starts_from_the_usual_blocks(admin_client: Client) -> None:
    page = admin_client.get(LIST).content.decode()
    assert kinds() == USUAL
    assert "Home page" in page
    assert 'aria-label="Upcoming talks: Place"' in page
    assert 'placeholder="Upcoming talks"' in page
    admin_client.get(LIST)
    assert kinds() == USUAL, "once"


def test_who_may_only_look_starts_nothing(client: Client) -> None:
    clerk(client, "view")
    page = client.get(LIST)
    assert page.status_code == 200
    assert b"usual arrangement" not in page.content
    assert not HomeBlock.objects.exists()


def test_a_block_moves_to_the_place_that_is_typed(admin_client: Client) -> None:
    assert arranged(admin_client, people={"position": 2}).status_code == 302
    assert kinds() == ["introduction", "people", "recruiting", "news", "talks", "selected",
                       "recent"]  # fmt: skip
    assert [block.position for block in HomeBlock.objects.all()] == [1, 2, 3, 4, 5, 6, 7]


def test_two_blocks_change_places(admin_client: Client) -> None:
    arranged(admin_client, introduction={"position": 2}, recruiting={"position": 1})
    assert kinds()[:2] == ["recruiting", "introduction"]


def test_headings_numbers_and_what_is_hidden_are_edited_in_the_list(admin_client: Client) -> None:
    change = {"heading": "What is new", "entries": 3}
    assert arranged(admin_client, news=change, talks={"is_draft": "on"}).status_code == 302
    news = HomeBlock.objects.get(kind="news")
    assert (news.heading, news.entries) == ("What is new", 3)
    assert "talks" not in kinds()
    assert "What is new" not in admin_client.get("/").content.decode(), "there is no news"


def opened(client: Client) -> dict[str, Any]:
    """What the list sends if nothing is changed in it."""
    formset = client.get(LIST).context["cl"].formset
    data = {f"form-{key}": value for key, value in formset.management_form.initial.items()}
    for form in formset.forms:
        values = {bound.name: bound.value() for bound in form if bound.value()}
        values |= {"id": form.instance.pk}
        data |= {f"{form.prefix}-{k}": v for k, v in values.items() if v != "" and v is not False}
    return {**data, "_save": "Save"}


class TestTwoPeople:
    def test_what_only_the_other_changed_stays(self, admin_client: Client) -> None:
        admin_client.get(LIST)
        mine = opened(admin_client)
        arranged(admin_client, news={"heading": "Theirs"})
        place = next(k for k, v in mine.items() if k.endswith("-position") and v == 1)
        answer = admin_client.post(LIST, {**mine, place.replace("position", "heading"): "Mine"})
        assert answer.status_code == 302
        assert HomeBlock.objects.get(kind="news").heading == "Theirs"
        assert HomeBlock.objects.get(kind="introduction").heading == "Mine"

    def test_where_both_did_the_second_is_told_and_saves_again(self, admin_client: Client) -> None:
        admin_client.get(LIST)
        mine = opened(admin_client)
        news = HomeBlock.objects.get(kind="news")
        (row,) = (
            k.removesuffix("-id") for k, v in mine.items() if k.endswith("-id") and v == news.pk
        )
        arranged(admin_client, news={"heading": "Theirs"})
        answer = admin_client.post(LIST, {**mine, f"{row}-heading": "Mine"})
        assert "Somebody else changed this meanwhile, from “–” to “Theirs”." in shown(answer)
        assert 'value="Mine"' in answer.content.decode()
        assert HomeBlock.objects.get(kind="news").heading == "Theirs"
        again = answer.context["cl"].formset.management_form["SHOWN"].value()
        answer = admin_client.post(LIST, {**mine, f"{row}-heading": "Mine", "form-SHOWN": again})
        assert answer.status_code == 302
        assert HomeBlock.objects.get(kind="news").heading == "Mine"


@pytest.mark.parametrize("bad", [{"entries": 0}, {"entries": "many"}, {"position": -1}])
def test_nonsense_in_the_list_is_refused(admin_client: Client, bad: dict[str, Any]) -> None:
    answer = arranged(admin_client, news=bad)
    assert answer.status_code == 200
    assert b"Please correct the error" in answer.content
    assert kinds() == USUAL


def test_a_picture_of_ones_own(admin_client: Client) -> None:
    admin_client.get(LIST)
    data = posted(admin_client.get(ADD)) | {"kind": "picture", "position": 1}
    assert errors(admin_client.post(ADD, data)) == [
        "Choose the picture that this block shows.",
        "Say in words what the picture shows.",
    ]
    data |= {"picture": picture(), "alt": "All of us on the stairs"}
    assert admin_client.post(ADD, data).status_code == 302
    block = HomeBlock.objects.get(kind="picture")
    assert kinds() == ["picture", *USUAL]
    change = f"{LIST}{block.pk}/change/"
    assert admin_client.post(change, posted(admin_client.get(change))).status_code == 302
    assert HomeBlock.objects.get(kind="picture").picture == block.picture


def test_a_picture_that_is_none(admin_client: Client) -> None:
    data = posted(admin_client.get(ADD)) | {"kind": "picture", "alt": "Us"}
    data["picture"] = picture("us.gif", "PNG")
    assert errors(admin_client.post(ADD, data)) == [
        "Upload a JPEG, PNG or WebP picture whose name ends accordingly."
    ]


def test_a_text_of_ones_own_comes_last(admin_client: Client) -> None:
    admin_client.get(LIST)
    data = posted(admin_client.get(ADD)) | {"kind": "text"}
    assert errors(admin_client.post(ADD, data)) == ["Write the text that this block shows."]
    assert admin_client.post(ADD, {**data, "text": "We *dig*."}).status_code == 302
    block = HomeBlock.objects.get(kind="text")
    assert (block.position, block.text_html) == (8, "<p>We <em>dig</em>.</p>\n")
    assert "We <em>dig</em>." in admin_client.get("/").content.decode()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("introduction", {"heading", "position"}),
        ("news", {"heading", "position", "entries"}),
        ("picture", {"heading", "position", "picture", "alt", "caption"}),
        ("text", {"heading", "position", "text"}),
    ],
)
def test_a_block_has_the_fields_of_its_kind(
    admin_client: Client, kind: str, fields: set[str]
) -> None:
    block = HomeBlockFactory(kind=kind)
    form = admin_client.get(f"{LIST}{block.pk}/change/").context["adminform"].form
    assert set(form.fields) == fields | {"is_draft", "publish_at"}


def test_the_usual_arrangement_comes_back_and_ones_own_is_kept(admin_client: Client) -> None:
    HomeBlockFactory(kind="people", position=1)
    HomeBlockFactory(kind="news", position=2, heading="What is new")
    own = HomeBlockFactory(kind="text", position=3, text="We dig.")
    answer = admin_client.post(RESET, follow=True)
    assert "kept, hidden, at the end" in answer.content.decode()
    assert kinds() == USUAL
    last = HomeBlock.objects.last()
    assert last is not None
    assert (last.pk, last.text, last.is_draft, last.position) == (own.pk, "We dig.", True, 8)


def test_the_usual_arrangement_comes_back_by_post_and_for_who_may(client: Client) -> None:
    HomeBlockFactory()
    assert client.post(RESET).status_code == 302
    clerk(client, "view", "change")
    assert client.post(RESET).status_code == 403
    assert client.get(RESET).status_code == 405
    assert kinds() == ["text"]
