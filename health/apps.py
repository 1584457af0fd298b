from django.apps import AppConfig
from django.core.signals import request_finished


class HealthConfig(AppConfig):
    name = "health"
    verbose_name = "Health"

    def ready(self) -> None:
        from health.jobs.after import after_response

        request_finished.connect(after_response, dispatch_uid="health.jobs.after")
