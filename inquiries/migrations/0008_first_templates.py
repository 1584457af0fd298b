"""Three answers to begin with, where there are none; apart, as the table changed before."""

from django.db import migrations

TEMPLATES = [
    (
        "Polite decline",
        "Your letter about {opening}",
        "Dear {name},\n\n"
        "thank you for your letter about {opening}, and for the time that you took to write it. We"
        " read it with care. We cannot offer you a place this time: there are far fewer places than"
        " good letters, and this says little about you or your work.\n\n"
        "We wish you well with your plans.\n\n"
        "{sender}\n{group}\n",
        True,
    ),
    (
        "Ask for a talk",
        "Your letter about {opening}: shall we talk?",
        "Dear {name},\n\n"
        "thank you for your letter about {opening}. I would like to hear more of what you have"
        " worked on and of what you want to do next. Could we talk for half an hour by video?"
        " Please send me two or three times that suit you, with your time zone.\n\n"
        "{sender}\n{group}\n",
        False,
    ),
    (
        "Ask for more",
        "Your letter about {opening}: a question",
        "Dear {name},\n\n"
        "thank you for your letter about {opening}. Before I can answer it, please tell me a little"
        " more: when you could start, what you have worked on so far, and which of our papers is"
        " closest to what you would like to do. A few lines are enough.\n\n"
        "{sender}\n{group}\n",
        False,
    ),
]


def make(apps, schema_editor):
    templates = apps.get_model("inquiries", "ReplyTemplate").objects
    if not templates.exists():
        for place, (title, subject, body, declines) in enumerate(TEMPLATES, 1):
            templates.create(
                position=place, title=title, subject=subject, body=body, declines=declines
            )


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0007_answers")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
