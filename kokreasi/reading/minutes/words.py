"""The lexicon of sentences: who can act, what is a verb, what binds whom."""

import re

HONORIFIC = (
    r"(?:bapak|bpk|pak|ibu|ibu-ibu|bapak-bapak|bu|datuk|angku|tuan\s+guru|teungku|abah|uda|uni|ning|daeng|saudara|saudari|sdr|sdri|mas|mbak|kang|bang|kak|tn|ny|h|hj|kh|ust"
    r"|ustadz"
    r"|ustaz|prof|dr|drs|dra|ir|mr|mrs|ms|yth|romo|pdt|gus|nyai|i\s+gusti|i\s+made|i\s+wayan|ni)"
)
BODY = (
    r"(?:kementerian|kementrian|kemen\w+|kemko\w*|badan|lembaga|komisi|dinas|perkumpulan|yayasan"
    r"|universitas|sekretariat|setjen|seknas|pemerintah|pemprov|pemkab|pemkot|pemda|pemdes"
    r"|direktorat"
    r"|ditjen|deputi|biro|bagian|bidang|subbag|subbagian|seksi|sie|kantor|bappenas|bappeda|bapperida"
    r"|inspektorat|mahkamah|pengadilan|kejaksaan|kepolisian|polri|polres|polda|polsek|tni|kodim"
    r"|koramil|bpk|bpkp|kpk|kpu|bawaslu|dpr|dprd|dpd|mpr|fraksi|panja|pansus|baleg|badan|pt|cv"
    r"|perum"
    r"|bumn|bumd|bumdes|bpd|lpm|lkmd|pkk|karang\s+taruna|posyandu|puskesmas|rsud|rumah\s+sakit"
    r"|kecamatan|kelurahan|desa|kabupaten|kota|provinsi|rt|rw|panitia|tim|kelompok|forum|koalisi"
    r"|jaringan|aliansi|asosiasi|ikatan|himpunan|serikat|komite|dewan|majelis|ombudsman|komunitas"
    r"|gerakan|lsm|oms|ngo|k/l|opd|skpd|ukpd|upt|uptd|pokja|satgas|gugus|divisi|unit|departemen"
    r"|fakultas|jurusan|prodi|sekolah|sd|smp|sma|smk|madrasah|pesantren|gereja|masjid|bank|koperasi"
    r"|gapoktan|poktan|kpm|bkad|ministry|agency|commission|office|team|committee|secretariat"
    r"|council"
    r"|working\s+group|department|center|centre|institute|foundation|diskominfo|disdik\w*|dinkes"
    r"|dinsos|dishub|disnaker|disduk\w*|dpmd|dlh|dpupr|satpol|sekda|setda|setwan|pusat|balai|loka"
    r"|stasiun|perpustakaan|museum|asdep|kedeputian|subdit|subdirektorat|kepaniteraan)"
)
OFFICE = (
    r"(?:ketua|wakil|sekretaris|bendahara|kepala|kades|lurah|camat|bupati|wali\s*kota|gubernur"
    r"|menteri|direktur|dirjen|dirut|sekjen|sestama|sesmen|irjen|inspektur|kabag|kabid|kasubag"
    r"|kasubbag|kasubdit|kasubbid|irban|korwil|korcam|kasi|kasie|kadis|kaban|karo|kabiro|kapolsek|danramil|babinsa"
    r"|bhabinkamtibmas|koordinator|manajer|manager|pimpinan|moderator|notulis|notulen|fasilitator"
    r"|panitera|hakim|jurusita|kpa|ppk|operator|staf|staff|pengurus|anggota|peserta|perwakilan"
    r"|wakil"
    r"|pihak|perangkat|warga|masyarakat|kader|kadus|kaur|tokoh|bidan|guru|mahasiswa|seluruh|semua"
    r"|masing-masing|setiap|para|kami|kita|saya|beliau|penasihat|pembina|presiden|pendamping"
    r"|konsultan"
    r"|narasumber|tenaga\s+ahli|penanggung\s+jawab|pic|rektor|dekan|kaprodi|maintainers?|everyone"
    r"|all"
    r"|we|chair|director|head|secretary|treasurer|team\s+lead|volunteers?|admin|relawan|vendor"
    r"|penyedia|rekanan|kontraktor|pemilik|pelaksana|pengelola|penyelenggara|humas|keuangan"
    r"|kepegawaian|perencanaan)"
)
LINKING = (
    r"(?:dan|serta|dari|di|bersama|dengan|selaku|sebagai|untuk|of|the|and|para|bagi|oleh|atau|&|/"
    r"|\+|ke|se)"
)
WORD_OF_A_NAME = re.compile(
    rf"(?:[A-Z0-9@&(/+'’\"“-]\S*|\*+\S+|(?:{BODY}|{OFFICE}|{HONORIFIC}|{LINKING}))[.,)]*",
    re.UNICODE,
)
STARTS_AN_ACTOR = re.compile(rf"(?:{HONORIFIC}\b\.?|{BODY}\b|{OFFICE}\b|@\w)", re.IGNORECASE)
NO_ACTOR = re.compile(
    r"(?:no\.?|nomor|rapat|pertemuan|kegiatan|acara|draf|draft|dokumen|surat|hasil|data|laporan"
    r"|program|aplikasi"
    r"|sistem|rencana|undang|peraturan|perpres|perda|perdes|permen|ran|rad|ranperda|raperda|ruu"
    r"|rkpdes"
    r"|rpjmdes|apbdes|apbd|apbn|anggaran|portal|platform|komitmen|kebijakan|proses|tahap|tahapan"
    r"|hal"
    r"|hal-hal|ini|itu|selanjutnya|kemudian|setelah|sebelum|jika|apabila|bila|kalau|karena|untuk"
    r"|dalam"
    r"|pada|di|dengan|terkait|mengenai|adapun|sehingga|namun|tetapi|bahwa|agar|dan|serta|yang|tahun"
    r"|bulan|minggu|tanggal|hari|jadwal|pelaksanaan|penyusunan|pembahasan|pembangunan|usulan|materi"
    r"|notula|notulen|notulensi|risalah|catatan|undangan|informasi|musyawarah|sidang|workshop"
    r"|pelatihan"
    r"|sosialisasi|dana|biaya|jalan|gedung|proyek|indikator|target|matriks|survei|konsultasi"
    r"|website"
    r"|situs|berita|perkara|putusan|kesimpulan|saran|rekomendasi|masukan|tindak|aksi|pertama|kedua"
    r"|ketiga|terakhir|oleh|saat|ketika|sementara|selain|berdasarkan|sesuai|guna|demi|tidak|belum"
    r"|sudah"
    r"|telah|masih|perlu|segera|mohon|diharapkan|semua\s+data|this|that|it|the\s+(?:draft|report"
    r"|data)"
    r"|next|there|sekaligus|begitu|nanti|nantinya|kedepannya|ke\s+depan|ada|adanya|besok|lusa"
    r"|harapan"
    r"|harapannya|insya|sejauh|saat|waktu|tempat|pelayanan|layanan|inovasi|model|forum\s+konsultasi"
    r"|pengadaan|pemilihan|pemilu|pengumuman|pendaftaran|penilaian|pengawasan|evaluasi|monitoring"
    r"|regulasi|dasar|tujuan|latar|manfaat|dampak|masalah|permasalahan|kendala|isu|solusi|opsi"
    r"|topik"
    r"|poin|butir|tautan|link|kontrak|sk|mou|pks|nota|perjanjian|kerja\s*sama|roadmap|peta)\b",
    re.IGNORECASE,
)
"""What stands before "akan" and is nobody: a meeting, a paper, an adverb, a clause."""

NO_VERBS_AT_ALL = """
menteri media meja mesin metode medan mei merupakan menurut mengenai melalui menuju meski
meskipun merah mereka memang mengapa menit mewah mekanisme memori memo mega melayu mental merek
mutu menu metadata medsos meeting medis mekanik memorandum mediasi mentor member menjelang mengingat
menimbang berita beras berkas bersama berikut berupa berbagai beberapa berdasarkan besar
bendahara beliau berapa beranda beasiswa beban bebas beda belajar belum belanja benar bencana
bendungan berat bersih bersifat bersangkutan berkala berkelanjutan berwenang berjalan berlaku
berikutnya berbasis bertempat bertema berkaitan berkenaan berbeda bertahap berjudul bersejarah
terkait terhadap tersebut terdiri terakhir terlampir tentang terdapat tersedia terbuka terbaru
terpadu tertentu tertulis teknis tetap dinas direktur direktorat divisi dialog digital diskusi
dimana diri dinamika disiplin distribusi dirjen ditjen diantaranya diantara dia diare diklat
diploma dirut distrik disabilitas digitalisasi diseminasi diversi dimensi diagnosa diagram dipa
dika diskominfo disdik disdikbud dinkes dinsos dishub disnaker disdukcapil dirinya direksi dini
disertai disebut dimaksud diikuti diplomasi diskon disposisi
"""
NOT_VERBS = frozenset(NO_VERBS_AT_ALL.split())
ACTIVE = re.compile(r"(?:me(?:ng|ny|m|n|l|r|w|y)?[a-z]{3,}|ber[a-z]{4,})(?:-[a-z]+)?$")
PASSIVE = re.compile(r"(?:di[a-z]{4,}|ter(?:laksana|selenggara|susun|wujud)[a-z]*)(?:-[a-z]+)?$")
VERBS_WITHOUT_PREFIX = """
kirim reviu siapkan susun buat hubungi cek cari koordinasi koordinasikan finalisasi follow-up bikin
urus kumpulkan hadir ikut ajukan bahas bawa beli bentuk bereskan review revisi update perbaiki
jadwalkan lakukan sampaikan tindaklanjuti undang upload unggah tulis rapikan rilis publikasikan
laporkan lengkapi lanjutkan konfirmasi konsultasi serahkan tentukan umumkan sebarkan pasang
pastikan atur mulai selesaikan sosialisasi sosialisasikan validasi verifikasi evaluasi
monitoring minta pesan bantu coba kerjakan tunggu tambah tambahkan hapus ganti pindahkan bagikan
telepon kontak rekap input cetak bayar transfer send write prepare draft create share update
contact schedule submit finalize finalise check organise organize publish fix open close merge
test ask invite collect circulate set make add explore investigate confirm coordinate provide
compile translate document improve implement research arrange book call email discuss present
post upload announce remind plan propose release develop gather clean deploy complete produce
migrate move remove bikin ngobrol ngurus nyari ngecek nyiapin ngirim ambil jaga pinjam ganti
lapor kasih panggil temui rapikan tempel sebar bersihkan tagih catat uji coba ubah keluarkan
tanyakan rancang definisikan sederhanakan modifikasi pilih simpan tingkatkan
kembangkan sediakan terapkan aktifkan tutup buka dorong dampingi tetapkan
"""
PLAIN = frozenset(VERBS_WITHOUT_PREFIX.split())
AGENCY = re.compile(
    r"dis(?:kom|dik|duk|hub|nak|por|par|perin|tan|bud|kop|perkim)|din(?:kes|sos|as)"
)
IMPERATIVE = re.compile(r"(?!p[e]|ke|se|ma|bu|te)[a-z]{3,}kan")
STATIVE = re.compile(
    r"(?:menjadi|berdampak|mengalami|memiliki|mempunyai|meningkat|menurun|mempengaruhi|memengaruhi"
    r"|memudahkan|mempermudah|berakibat|menyebabkan|mengakibatkan|mendapat(?:kan)?|menerima"
    r"|merasa(?:kan)?"
    r"|berakhir|berlaku|bermanfaat|membutuhkan|memerlukan|berpengaruh|memakan|menghadapi|mencapai"
    r"|memperoleh|mencakup|meliputi|berisi|memuat|bernilai|berjalan|terjadi|menghambat|merugikan"
    r"|berkurang|bertambah|berubah|tumbuh)\b",
    re.IGNORECASE,
)
DONE_TO = re.compile(
    r"(?:di(?:susun|buat|bentuk|kirim|laksanakan|laksana|lakukan|adakan|jadwal|agenda|sampaikan"
    r"|bahas"
    r"|tindak|selesai|koordinasi|finalisasi|bagi|usul|perbaiki|revisi|terbit|publikasi|undang|cek"
    r"|tinjau"
    r"|evaluasi|verifikasi|validasi|siapkan|lengkapi|kumpul|serah|ajukan|selenggara|sosialisasi"
    r"|umumkan"
    r"|proses|input|muat|unggah|rapat|lanjut|konfirmasi|survei|ukur|data|anggar|pasang|bangun"
    r"|gelar)"
    r"[a-z]*|terlaksana|terselenggara)\b",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"\b(?:menyampaikan|menjelaskan|memaparkan|menanggapi|menambahkan|mengatakan|menyatakan"
    r"|mengusulkan"
    r"|bertanya|menanyakan|menjawab|melaporkan|mengapresiasi|menekankan|menegaskan|mengingatkan"
    r"|berpendapat|menyarankan|mengonfirmasi|mengkonfirmasi|mempertanyakan|menggarisbawahi|memimpin"
    r"|mempresentasikan|menyoroti|mengklarifikasi|mengungkapkan|menuturkan|menerangkan"
    r"|menginformasikan"
    r"|memberi(?:kan)?\s+(?:\w+\s+)?(?:tanggapan|masukan|arahan|penjelasan|sambutan|paparan"
    r"|pandangan"
    r"|informasi|saran|gambaran|pengantar|laporan|keterangan|klarifikasi|catatan)"
    r"|membuka\s+(?:rapat"
    r"|acara|pertemuan|kegiatan|sidang|diskusi|musyawarah|secara)|menutup\s+(?:rapat|acara"
    r"|pertemuan"
    r"|kegiatan|sidang)|mengucapkan|menyambut|memperkenalkan|menceritakan|mengharapkan|berharap"
    r"|menyinggung|mencatat|menilai|merekomendasikan|membacakan|mengemukakan|mengutarakan|memulai"
    r"|merespon|merespons|sepakat|mengeluhkan|said|says|asked|noted|reported|explained|presented"
    r"|added|suggested|responded|raised|mentioned|highlighted|proposed|stated)\b",
    re.IGNORECASE,
)


def is_verb(word: str) -> bool:
    """Tell whether the word, as written, begins what somebody does.

    Inside a sentence a capital makes a name of it: Menko, Bersama, Dinas.
    """
    word = word.strip("*_\"'“”(),.;:")
    if word in NOT_VERBS:
        return False
    return ACTIVE.match(word) is not None or PASSIVE.match(word) is not None or word in PLAIN


def begins_with_verb(text: str) -> bool:
    """Tell whether the first word is a verb, capital or not: "Menyusun draf", "Kirim undangan"."""
    first = text.split(None, 1)[0].strip("*_\"'“”(),.;:") if text.split() else ""
    lowered = first.casefold()
    is_name = first[1:] != lowered[1:] and not text.isupper()
    if is_name or lowered in NOT_VERBS or AGENCY.match(lowered):
        return False
    return is_verb(lowered) or IMPERATIVE.fullmatch(lowered) is not None


def tells_what_to_do(text: str) -> bool:
    """Tell whether a verb and its object begin the text, not a name: Meri Handayani, Berta Sari."""
    words = text.split()
    return len(words) > 1 and words[1][:1].islower() and begins_with_verb(text)
