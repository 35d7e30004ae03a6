from django.urls import path

from kokreasi.register import views

urlpatterns = [
    path("r/<str:reference>/", views.permalink, name="permalink"),
]
