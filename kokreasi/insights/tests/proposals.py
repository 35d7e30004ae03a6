"""Proposals as people might write them, and the same proposal in other words and another order.

An `Idea` is what is asked for; `write` puts it into words. Two texts of one idea are reworded
twins: other synonyms, other affixes, active or passive, clauses moved, dropped or added. Two ideas
of one theme only share their subject.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from random import Random

THINGS = {
    "bansos": """
        data penerima bantuan sosial|daftar penerima bansos|nama keluarga yang mendapat santunan
        penyaluran beras miskin|pembagian beras bagi keluarga prasejahtera
        kartu keluarga sejahtera|kartu bantuan keluarga
        musyawarah kelurahan penentu penerima|rapat warga penetapan penerima
        pemutakhiran basis data terpadu|pembaruan data kemiskinan
        sanggahan atas daftar penerima|keberatan terhadap penetapan penerima
        pendamping program keluarga harapan|petugas pendamping PKH
        bantuan untuk lanjut usia|santunan bagi lansia""",
    "kesehatan": """
        antrean rumah sakit rujukan|nomor urut pasien di rumah sakit
        ketersediaan obat di puskesmas|stok obat pada pusat kesehatan masyarakat
        iuran jaminan kesehatan|premi BPJS Kesehatan
        imunisasi balita|vaksinasi anak
        gizi buruk dan stunting|anak kerdil akibat kurang gizi
        tenaga bidan desa|bidan yang bertugas di desa
        standar layanan gawat darurat|mutu pelayanan instalasi darurat
        rekam medis pasien|catatan medis orang sakit""",
    "desa": """
        anggaran pendapatan dan belanja desa|APBDes
        musyawarah pembangunan desa|rembuk perencanaan desa
        badan usaha milik desa|BUMDes
        laporan penggunaan dana desa|pertanggungjawaban dana desa
        sistem informasi desa|aplikasi data kampung
        aset tanah desa|kekayaan desa berupa tanah
        kader pemberdayaan perempuan|penggerak kelompok wanita
        badan permusyawaratan desa|BPD""",
    "pengadaan": """
        rencana umum pengadaan|paket pengadaan yang akan dilelang
        dokumen kontrak pekerjaan|naskah perjanjian dengan rekanan
        pemenang tender|penyedia yang memenangi lelang
        katalog elektronik|e-katalog
        daftar hitam penyedia|rekanan yang dilarang ikut tender
        adendum kontrak|perubahan perjanjian kerja
        swakelola oleh kelompok warga|pekerjaan yang dikerjakan sendiri oleh warga
        harga perkiraan sendiri|taksiran harga panitia""",
    "pemilu": """
        rekapitulasi suara|penghitungan hasil pemungutan suara
        dana kampanye peserta pemilu|sumbangan kampanye partai
        daftar pemilih tetap|DPT
        riwayat hidup calon legislatif|profil caleg
        aksesibilitas tempat pemungutan suara|TPS yang ramah difabel
        pelanggaran dan sengketa pemilu|perselisihan pemilihan umum
        petugas penyelenggara pemungutan suara|anggota KPPS
        batas daerah pemilihan|peta dapil""",
    "pendidikan": """
        bantuan operasional sekolah|dana BOS
        penerimaan peserta didik baru|PPDB
        guru honorer|pendidik tidak tetap
        perpustakaan sekolah|taman bacaan di sekolah
        kurikulum muatan lokal|pelajaran khas daerah
        anak putus sekolah|murid yang berhenti belajar
        kekerasan di lingkungan sekolah|perundungan terhadap siswa
        beasiswa mahasiswa miskin|bantuan kuliah keluarga kurang mampu""",
    "lingkungan": """
        izin usaha perkebunan|perizinan kebun sawit
        analisis dampak lingkungan|AMDAL
        kualitas udara kota|mutu udara perkotaan
        pencemaran sungai|air kali yang tercemar limbah
        pengelolaan sampah plastik|pengurangan limbah plastik
        kawasan hutan adat|wilayah hutan masyarakat adat
        kebakaran lahan gambut|karhutla di gambut
        reklamasi bekas tambang|pemulihan lubang tambang""",
    "hukum": """
        putusan pengadilan|vonis hakim
        bantuan hukum bagi orang miskin|pembelaan cuma-cuma untuk warga tak mampu
        rancangan peraturan daerah|raperda
        penanganan laporan polisi|tindak lanjut perkara di kepolisian
        lembaga pemasyarakatan|penjara
        pemilik manfaat korporasi|beneficial owner perusahaan
        laporan harta pejabat|LHKPN
        perlindungan saksi dan korban|keamanan pelapor serta korban""",
    "anggaran": """
        rancangan anggaran daerah|RAPBD
        realisasi belanja kementerian|penyerapan anggaran kementerian
        hibah kepada organisasi|bantuan dana untuk lembaga
        pajak kendaraan|pungutan atas mobil dan motor
        ringkasan anggaran untuk warga|APBN versi rakyat
        utang pemerintah daerah|pinjaman pemda
        temuan badan pemeriksa keuangan|hasil audit BPK
        insentif fiskal|keringanan pajak""",
    "pelayanan": """
        pengaduan pelayanan publik|aduan atas layanan umum
        kartu tanda penduduk|KTP elektronik
        akta kelahiran|surat lahir
        izin mendirikan bangunan|IMB
        survei kepuasan pengguna|jajak pendapat pemakai layanan
        biaya dan lama layanan|tarif serta waktu pengurusan
        mal pelayanan publik|kantor layanan terpadu satu atap
        juru bahasa isyarat|penerjemah untuk tunarungu""",
    "agraria": """
        sertifikat tanah|surat bukti hak milik
        hak guna usaha|HGU
        peta tata ruang|RTRW
        sengketa lahan petani|konflik tanah dengan penggarap
        reforma agraria|pembagian tanah untuk rakyat
        harga gabah|nilai jual padi
        pupuk bersubsidi|subsidi pupuk
        irigasi sawah|pengairan lahan padi""",
    "transportasi": """
        jalan kabupaten rusak|lubang di ruas jalan daerah
        trayek angkutan kota|rute angkot
        trotoar bagi pejalan kaki|jalur untuk orang berjalan
        terminal bus|pangkalan bis antarkota
        kapal penyeberangan|feri antarpulau
        kecelakaan lalu lintas|tabrakan di jalan raya
        parkir berlangganan|retribusi parkir
        halte ramah kursi roda|tempat tunggu yang bisa dipakai difabel""",
}
ACTS = """
    membuka|dibuka|keterbukaan|mempublikasikan|dipublikasikan
    mengawasi|diawasi|pengawasan|memantau|dipantau
    memperbaiki|diperbaiki|perbaikan|membenahi|dibenahi
    menyederhanakan|disederhanakan|penyederhanaan|meringkas|diringkas
    memadankan|dipadankan|pemadanan|mencocokkan|dicocokkan
    menindaklanjuti|ditindaklanjuti|tindak lanjut|menanggapi|ditanggapi
    mendampingi|didampingi|pendampingan|melatih|dilatih
    merumuskan|dirumuskan|perumusan|menyusun|disusun
    memetakan|dipetakan|pemetaan|mendata|didata
    mengevaluasi|dievaluasi|evaluasi|menilai|dinilai"""
CHANNELS = """
    portal daring|laman web|situs internet
    aplikasi telepon genggam|aplikasi ponsel
    papan pengumuman di balai desa|mading kantor kelurahan
    forum triwulanan|pertemuan tiap tiga bulan
    radio komunitas|siaran radio warga
    pesan singkat|SMS
    dasbor dengan data terbuka|tampilan grafik yang bisa diunduh
    loket khusus|meja layanan tersendiri
    komite bersama|panitia gabungan
    audit sosial|pemeriksaan oleh warga"""
PROBLEMS = """
    sulit diakses|susah dijangkau|tidak mudah diperoleh
    sering terlambat|kerap tertunda|lambat
    tidak tepat sasaran|salah alamat
    rawan disalahgunakan|mudah diselewengkan
    tidak dipahami|membingungkan
    berbeda antara satu lembaga dan lainnya|tidak sama di tiap instansi
    tidak pernah diumumkan|selalu tertutup
    merugikan kelompok rentan|memberatkan orang yang lemah"""
CAUSES = """
    belum ada aturan teknis|pedoman pelaksanaannya belum tersedia
    jumlah petugas kurang|tenaga pelaksana terbatas
    data tersebar di banyak instansi|informasi terpencar pada berbagai lembaga
    tidak ada sanksi|pelanggar tidak dihukum
    pemerintah daerah jarang melibatkan warga|pemda tidak mengajak masyarakat
    anggarannya kecil|biayanya tidak mencukupi
    pejabatnya sering berganti|mutasi pegawai terlalu cepat
    jaringan internet lemah|sinyal buruk"""
RESULTS = """
    kepercayaan publik meningkat|masyarakat lebih percaya
    kebocoran uang negara berkurang|korupsi menurun
    layanan lebih cepat|waktu tunggu lebih singkat
    warga dapat ikut mengambil keputusan|masyarakat turut menentukan kebijakan
    kelompok difabel terlayani|penyandang disabilitas memperoleh haknya
    jumlah keluhan berkurang separuh|aduan turun lima puluh persen
    perempuan lebih banyak terlibat|partisipasi kaum wanita naik
    sengketa lebih jarang terjadi|perselisihan menurun"""
PLACES = """
    Aceh Barat|Lombok Timur|Bojonegoro|Sleman|Wonosobo|Banggai|Jayapura|Kupang|Sumba Barat|Bantaeng
    Brebes|Indramayu|Gunungkidul|Pontianak|Sambas|Ketapang|Kotawaringin|Balikpapan|Paser|Makassar
    Gowa|Bone|Kendari|Konawe|Palu|Sigi|Poso|Manado|Bitung|Gorontalo|Ternate|Tidore|Ambon|Seram
    Sorong|Manokwari|Merauke|Biak|Nabire|Asmat|Medan|Deli|Nias|Samosir|Padang|Agam|Solok|Pekanbaru
    Siak|Pelalawan|Jambi|Kerinci|Merangin|Palembang|Banyuasin|Bengkulu|Lampung|Pesawaran|Serang
    Lebak|Bogor|Cianjur|Garut|Ciamis|Cirebon|Semarang|Kudus|Jepara|Surakarta|Klaten|Malang|Jember
    Banyuwangi|Sidoarjo|Madura|Denpasar|Buleleng|Mataram|Bima|Ende|Flores|Alor|Rote"""
OPENINGS = (
    "Kami mengusulkan agar",
    "Usulan ini meminta supaya",
    "Pemerintah perlu bertindak:",
    "Sudah waktunya",
    "Komitmen yang kami harapkan:",
    "",
)
EXTRAS = (
    "Hal ini sejalan dengan nilai kemitraan pemerintahan terbuka.",
    "Usulan sudah dibahas bersama jaringan organisasi masyarakat sipil.",
    "Pelaksanaannya dapat dimulai pada semester pertama.",
    "Kami siap membantu menyediakan relawan.",
    "Contoh baik sudah ada di daerah lain.",
    "Ukuran keberhasilan dicatat setiap tahun.",
)
LONG_TAIL = 6_000
DETAILS = 3
KEPT_DETAIL = 0.7
KEPT_CLAUSE = 0.85


def _groups(table: str) -> list[list[str]]:
    return [line.strip().split("|") for line in table.strip().splitlines()]


THINGS_OF = {theme: _groups(table) for theme, table in THINGS.items()}
ALL_PLACES = [name for line in _groups(PLACES) for name in line]
ACTS_OF, CHANNELS_OF, PROBLEMS_OF = _groups(ACTS), _groups(CHANNELS), _groups(PROBLEMS)
CAUSES_OF, RESULTS_OF = _groups(CAUSES), _groups(RESULTS)


@dataclass(frozen=True)
class Idea:
    """What is asked for, without its words: numbers of the meanings above, and own details."""

    theme: str
    things: tuple[int, ...]
    acts: tuple[int, ...]
    channel: int
    problem: int
    cause: int
    result: int
    place: str
    details: tuple[str, ...]


def idea(random: Random, theme: str = "") -> Idea:
    theme = theme or random.choice(list(THINGS_OF))
    return Idea(
        theme=theme,
        things=tuple(random.sample(range(len(THINGS_OF[theme])), 2)),
        acts=tuple(random.sample(range(len(ACTS_OF)), 2)),
        channel=random.randrange(len(CHANNELS_OF)),
        problem=random.randrange(len(PROBLEMS_OF)),
        cause=random.randrange(len(CAUSES_OF)),
        result=random.randrange(len(RESULTS_OF)),
        place=random.choice(ALL_PLACES),
        details=tuple(_tail_word(random) for _number in range(DETAILS)),
    )


def _tail_word(random: Random) -> str:
    """Take a word of the dictionary: the n-th as often as 1 in n + 20, as in a language."""
    return DICTIONARY[int(20 * (LONG_TAIL / 20) ** random.random()) - 20]


def _dictionary() -> list[str]:
    text = files("Sastrawi").joinpath("Stemmer", "data", "kata-dasar.txt").read_text()
    known = [word for word in text.split() if word.isalpha() and 4 < len(word) < 12]
    return Random(7).sample(known, LONG_TAIL)


DICTIONARY = _dictionary()


def write(wanted: Idea, random: Random) -> str:
    """Put an idea into words, other ones each time."""
    clauses = [clause for clause in _clauses(wanted, random) if random.random() < KEPT_CLAUSE]
    if random.random() < 0.5:
        clauses.append(random.choice(EXTRAS))
    random.shuffle(clauses)
    return " ".join([_demand(wanted, random), *clauses])


def _demand(wanted: Idea, random: Random) -> str:
    say = random.choice
    thing, other = (say(THINGS_OF[wanted.theme][number]) for number in wanted.things)
    act, passive, noun, twin, twin_passive = ACTS_OF[wanted.acts[0]]
    channel = say(CHANNELS_OF[wanted.channel])
    form = say(
        [
            f"pemerintah {say([act, twin])} {thing} melalui {channel}",
            f"{thing} {say([passive, twin_passive])} lewat {channel}",
            f"ada {noun} {thing} dengan {channel}",
        ]
    )
    again = ACTS_OF[wanted.acts[1]]
    return f"{say(OPENINGS)} {form}, serta {say([again[0], again[3], again[2]])} {other}.".strip()


def _clauses(wanted: Idea, random: Random) -> Iterator[str]:
    say = random.choice
    thing = say(THINGS_OF[wanted.theme][wanted.things[0]])
    people = say(["warga", "masyarakat", "publik", "penduduk"])
    yield f"Selama ini {thing} {say(PROBLEMS_OF[wanted.problem])} bagi {people}."
    yield f"{say(['Sebabnya', 'Penyebabnya', 'Akar masalahnya'])}: {say(CAUSES_OF[wanted.cause])}."
    yield f"{say(['Harapannya', 'Hasilnya', 'Dengan begitu'])} {say(RESULTS_OF[wanted.result])}."
    yield f"{say(['Dimulai di', 'Terutama di', 'Contohnya'])} {wanted.place}."
    kept = [word for word in wanted.details if random.random() < KEPT_DETAIL]
    if kept:
        yield f"{say(['Termasuk', 'Juga menyangkut', 'Khususnya'])} {', '.join(kept)}."


def corpus(number: int, *, twins: int, seed: int) -> tuple[list[str], list[tuple[int, int]]]:
    """Give `number` texts of which the last `twins` say again what the first ones say, and pairs.

    A pair names the places of an idea and of its other wording.
    """
    random = Random(seed)
    ideas = [idea(random) for _number in range(number - twins)]
    again = [write(wanted, random) for wanted in ideas[:twins]]
    texts = [write(wanted, random) for wanted in ideas]
    return texts + again, [(place, len(ideas) + place) for place in range(twins)]
