from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "history"
    verbose_name = "History"

    def ready(self) -> None:
        from core.files import KEEPERS
        from history.files import is_kept

        KEEPERS.append(is_kept)
