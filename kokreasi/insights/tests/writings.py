"""Free-text answers as people might give them to a consultation, each about one planted theme.

An answer is a wish or a complaint about a thing of its theme, in frames that all themes share,
with the shortenings and slips of people who type on a telephone.
"""

from random import Random

THEMES = {
    "anggaran": """
        anggaran daerah|APBD|rincian belanja dinas|realisasi anggaran|belanja pemerintah daerah
        serapan anggaran kementerian|ringkasan APBN yang mudah dibaca|dokumen anggaran
        laporan keuangan daerah|dana transfer ke daerah|keterbukaan anggaran|pajak dan belanja""",
    "aduan": """
        pengaduan masyarakat|laporan di SP4N-LAPOR|kanal aduan|tindak lanjut laporan warga
        petugas yang menjawab pengaduan|nomor tiket laporan|keluhan pelayanan
        aduan yang ditutup sepihak
        perlindungan pelapor|waktu penyelesaian aduan|unit pengaduan di instansi
        respons atas keluhan""",
    "kesehatan": """
        obat di puskesmas|antrean rumah sakit|BPJS Kesehatan|tempat tidur rumah sakit
        dokter spesialis
        imunisasi anak|stunting|rujukan pasien|tenaga bidan|ambulans desa|rekam medis
        jadwal poli""",
    "pendidikan": """
        dana BOS|guru honorer|penerimaan siswa baru|beasiswa mahasiswa|sekolah rusak
        buku pelajaran
        kurikulum sekolah|pungutan di sekolah|anak putus sekolah|zonasi sekolah|ruang kelas
        kesejahteraan guru""",
    "pengadaan": """
        tender proyek|pengadaan barang dan jasa|kontrak penyedia|pemenang lelang|LPSE
        katalog elektronik
        vendor nakal|daftar hitam penyedia|harga satuan proyek|lelang ulang|adendum kontrak
        pemilik manfaat perusahaan""",
    "lingkungan": """
        izin tambang|limbah pabrik di sungai|kebakaran hutan|AMDAL perusahaan|sampah plastik
        kualitas udara|hutan adat|polusi asap|reklamasi bekas tambang|pencemaran laut
        banjir tahunan
        penebangan liar""",
    "desa": """
        musyawarah desa|dana desa|APBDes|kepala desa|BUMDes|perangkat desa
        baliho APBDes di balai desa
        pendamping desa|badan permusyawaratan desa|sistem informasi desa|aset desa
        rembuk dusun""",
    "difabel": """
        penyandang disabilitas|juru bahasa isyarat|kursi roda|huruf braille
        jalur pemandu tunanetra
        situs yang terbaca pembaca layar|teman tuli|ramp di kantor layanan|kuota kerja difabel
        pendamping disabilitas|trotoar ramah difabel|akses bagi tunarungu""",
    "legislasi": """
        rancangan undang-undang|naskah akademik RUU|portal e-legislasi|pembahasan peraturan di DPR
        partisipasi publik dalam RUU|prolegnas|perda yang tumpang tindih|harmonisasi peraturan
        rapat dengar pendapat|risalah sidang DPR|uji publik peraturan|masukan warga untuk RUU""",
    "pangan": """
        harga beras|pupuk bersubsidi|petani kecil|irigasi sawah|harga cabai di pasar
        nelayan tradisional
        bantuan benih|gudang Bulog|hasil panen|asuransi pertanian|solar untuk nelayan
        tengkulak""",
    "transportasi": """
        jalan berlubang|angkutan umum|jadwal bus|halte|macet di jam sibuk|parkir liar
        trayek angkot
        jembatan putus|kapal penyeberangan|lampu jalan|tarif kereta|penyeberangan pejalan kaki""",
    "hukum": """
        bantuan hukum gratis|putusan pengadilan|biaya perkara|calo di pengadilan|jaksa dan polisi
        narapidana|sidang daring|pos bantuan hukum|mediasi perkara|hakim|advokat
        korban kekerasan""",
}
OPENINGS = """
    saya berharap|menurut saya|tolong perbaiki|kami butuh informasi tentang|yang paling penting
    usul saya|mohon dibuka data|awasi|saya ingin tahu soal|selama ini|prioritaskan
    pemerintah perlu membenahi
    di daerah kami|setiap tahun|masalah utama|kenapa|sudah waktunya|warga menunggu
    harus ada kejelasan
    jangan lupakan"""
TROUBLES = """
    sulit diakses|tidak jelas|kurang transparan|lambat sekali|membingungkan|sering berubah
    tidak merata|hanya formalitas|penuh calo|belum pernah diumumkan|mahal|susah dipantau warga
    jauh dari rumah|rumit syaratnya|petugasnya kurang|tidak sesuai janji|bocor di mana-mana
    berbelit-belit|masih manual|itu-itu saja|tebang pilih|tidak tepat sasaran|terbengkalai
    saling lempar"""
HOPES = """
    semoga ada perbaikan|mohon ditindaklanjuti|harus ada sanksi tegas|libatkan anak muda
    buat aplikasi yang sederhana|beri penjelasan yang mudah|jangan cuma janji|terima kasih
    kami siap membantu|umumkan tiap bulan|demi kepercayaan masyarakat|undang kampus
    pasang di papan pengumuman|adakan forum rutin|latih petugasnya
    contoh daerah lain yang berhasil
    tambah anggotanya|ukur hasilnya|bandingkan antarwilayah|hapus biaya tambahan
    jawab pertanyaan warga|percepat|sediakan nomor yang bisa dihubungi|buka sampai malam"""
SHORT = {"yang": "yg", "dengan": "dgn", "tidak": "tdk", "untuk": "utk", "sudah": "sdh"}
SAYS_NOTHING = ["-", "tidak ada", "Tidak ada.", "cukup", "sda", "👍", "", "ok", "nihil", "."]
SLIP, SHORTENED = 0.03, 0.3
TROUBLED, HOPEFUL = 0.6, 0.5


def _listed(table: str) -> list[str]:
    return [each.strip() for line in table.strip().splitlines() for each in line.split("|")]


THINGS_OF = {theme: _listed(table) for theme, table in THEMES.items()}
OPENINGS_OF, TROUBLES_OF, HOPES_OF = _listed(OPENINGS), _listed(TROUBLES), _listed(HOPES)


def answer(theme: str, random: Random) -> str:
    """Write one answer about two to four things of a theme."""
    first, *others = random.sample(THINGS_OF[theme], random.choice([2, 3, 3, 4]))
    said = [f"{random.choice(OPENINGS_OF)} {first} dan {' serta '.join(others)}"]
    said += [random.choice(TROUBLES_OF)] if random.random() < TROUBLED else []
    said += [random.choice(HOPES_OF)] if random.random() < HOPEFUL else []
    return " ".join(_typed(word, random) for word in ", ".join(said).split())


def _typed(word: str, random: Random) -> str:
    if word in SHORT and random.random() < SHORTENED:
        return SHORT[word]
    if len(word) > 5 and random.random() < SLIP:
        place = random.randrange(1, len(word) - 1)
        return word[:place] + word[place + 1 :]
    return word


def answers(number: int, *, themes: int, seed: int) -> tuple[list[str], list[str]]:
    """Give `number` answers about the first so many themes, and the theme of each."""
    random = Random(seed)
    names = [random.choice(list(THEMES)[:themes]) for _number in range(number)]
    return [answer(name, random) for name in names], names
