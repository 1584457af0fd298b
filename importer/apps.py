from django.apps import AppConfig


class ImporterConfig(AppConfig):
    name = "importer"
    verbose_name = "Imports"

    def ready(self) -> None:
        from core.files import KEEPERS
        from importer.journal.files import is_kept

        KEEPERS.append(is_kept)

        from core import touched
        from importer.duplicates import changed
        from importer.journal.write import WATCHERS

        changed.watch()
        WATCHERS.append(touched.note)
