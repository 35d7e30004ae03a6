"""Sign-in, one's own account, and invitations, at Indonesian addresses.

Names that begin with `account_` and `mfa_` are those by which the sign-in library finds its pages;
what is not listed (open sign-up, connecting providers) does not exist here.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from kokreasi.people import views
from kokreasi.people.passkeys import readable_key

ADDRESS = "akun/surel/"
PASSWORD = "akun/kata-sandi/"  # noqa: S105 - a part of an address
PROTECTION = "akun/pengaman/"

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kunci/", readable_key(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("masuk/pengaman/", readable_key(mfa.authenticate), name="mfa_authenticate"),
    path("keluar/", account.logout, name="account_logout"),
    path("akun/", views.profile, name="account"),
    path("akun/ditutup/", account.account_inactive, name="account_inactive"),
    path("akun/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/pastikan/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "akun/pastikan/kunci/",
        readable_key(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(ADDRESS, views.change_address, name="account_email"),
    path(
        f"{ADDRESS}terkirim/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        rf"^{ADDRESS}pastikan/(?P<key>[-:\w]+)/$",
        account.confirm_email,
        name="account_confirm_email",
    ),
    path(PASSWORD, account.password_change, name="account_change_password"),
    path(f"{PASSWORD}buat/", account.password_set, name="account_set_password"),
    path(f"{PASSWORD}lupa/", account.password_reset, name="account_reset_password"),
    path(
        f"{PASSWORD}lupa/terkirim/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        f"{PASSWORD}lupa/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        rf"^{PASSWORD}lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(PROTECTION, mfa.index, name="mfa_index"),
    path(f"{PROTECTION}aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path(f"{PROTECTION}aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        f"{PROTECTION}cadangan/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        f"{PROTECTION}cadangan/buat/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        f"{PROTECTION}cadangan/unduh/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(f"{PROTECTION}kunci/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(
        f"{PROTECTION}kunci/tambah/", readable_key(webauthn.add_webauthn), name="mfa_add_webauthn"
    ),
    path(f"{PROTECTION}kunci/<id:pk>/hapus/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path(f"{PROTECTION}kunci/<id:pk>/ubah/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("undangan/", views.invitation_list, name="invitations"),
    path("undangan/baru/", views.invite, name="invite"),
    path("undangan/<id:pk>/tarik/", views.withdraw_invitation, name="withdraw_invitation"),
    path("undangan/<id:pk>/kirim-ulang/", views.invite_again, name="invite_again"),
    path("undangan/<str:token>/", views.accept_invitation, name="accept_invitation"),
]
