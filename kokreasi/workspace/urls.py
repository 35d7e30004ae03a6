from django.urls import path

from kokreasi.workspace import views

urlpatterns = [path("", views.start, name="workspace")]
