from django.urls import path

from kokreasi.register import views

urlpatterns = [
    path("r/<str:reference>/", views.permalink, name="permalink"),
    path("berkas/<int:pk>/<str:name>", views.attachment, name="attachment"),
    path("berkas/<int:pk>/<int:side>/<str:name>", views.picture, name="picture"),
]
