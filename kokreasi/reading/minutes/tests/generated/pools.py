"""Words from which meetings are made up; all of them are our own."""

BODIES = [
    "Kementerian Keuangan",
    "Kementerian Kesehatan",
    "Kementerian Dalam Negeri",
    "Kementerian Pendidikan dan Kebudayaan",
    "Kementerian Hukum dan HAM",
    "Kementerian PPN/Bappenas",
    "KemenPAN-RB",
    "Kantor Staf Presiden",
    "Ombudsman RI",
    "LKPP",
    "BPHN",
    "Komisi Informasi Pusat",
    "Seknas FITRA",
    "Transparency International Indonesia",
    "ICW",
    "PATTIRO",
    "YAPPIKA-ActionAid",
    "MediaLink",
    "Lakpesdam PBNU",
    "Sekretariat OGI",
    "Bappeda Kota Semarang",
    "Dinas Komunikasi dan Informatika",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Bagian Hukum",
]
PEOPLE = [
    "Ratna Dewi",
    "Bambang Sutrisno",
    "Siti Aminah",
    "Yusuf Hidayat",
    "Maria Goretti",
    "I Made Wirawan",
    "Nadia Putri",
    "Agus Salim",
    "Laras Wulandari",
    "Dimas Prasetyo",
]
OFFICES = [
    "Direktur Aparatur Negara",
    "Kepala Bappeda",
    "Sekretaris Daerah",
    "Kasubdit Kualitas Pelayanan Publik",
    "Kepala Dinas Kominfo",
    "Deputi Bidang Politik",
    "Ketua Komisi Informasi",
]
TOPICS = [
    "Penajaman Komitmen Keterbukaan Anggaran",
    "Penyusunan Peta Jalan Keterbukaan Pemerintah",
    "Kesiapan Data Terbuka Sektor Kesehatan",
    "Pengelolaan Pengaduan Pelayanan Publik",
    "Integrasi Data Pengadaan Barang dan Jasa",
    "Pelibatan Masyarakat dalam Penyusunan Peraturan",
    "Layanan Publik yang Inklusif bagi Penyandang Disabilitas",
    "Musyawarah Desa yang Partisipatif",
    "Keterbukaan Data Pemilik Manfaat",
    "Evaluasi Rencana Aksi Semester Pertama",
]
MEETINGS = ["Rapat Koordinasi", "Pertemuan Bilateral", "Rapat", "Diskusi", "Lokakarya", "Audiensi"]
PLACES = [
    "Ruang Rapat 204, Bappenas, Jakarta",
    "Aula Dinas Kominfo",
    "Zoom Meeting",
    "Hotel Santika, Yogyakarta",
    "Ruang SG-3 Gedung Bappenas",
    "Google Meet",
    "Balai Kota Semarang",
    "Ruang Command Center Lantai 2",
    "Kantor Sekretariat OGI, Jakarta",
    "Hybrid (Ruang Serbaguna dan Zoom)",
]
AGENDA = [
    "Pembukaan",
    "Pemaparan usulan komitmen",
    "Tanggapan kementerian dan lembaga",
    "Penajaman ukuran keberhasilan",
    "Laporan capaian triwulan",
    "Pembahasan kendala pelaksanaan",
    "Perumusan tindak lanjut",
    "Penutup",
]
SPEECHES = [
    "data anggaran masih tersebar di beberapa portal",
    "format yang dibuka sebaiknya dapat diolah mesin",
    "kendala utama ialah jumlah petugas yang terbatas",
    "survei kepuasan telah dilaksanakan di tiga daerah",
    "indikator kedua telah tercapai pada semester lalu",
    "mekanisme pengaduan belum dikenal kelompok rentan",
    "anggaran untuk tahun depan telah disetujui",
    "pelibatan pemerintah daerah merupakan kunci keberhasilan",
    "pemerintah akan menyusun peraturan baru pada tahun depan",
    "OMS akan diundang pada tahap berikutnya sebagaimana tahun lalu",
    "batas waktu pelaporan semester adalah 31 Juli",
    "hasil uji coba menunjukkan waktu layanan lebih singkat",
]
VERBS_OF_SPEECH = [
    "menyampaikan bahwa",
    "menjelaskan bahwa",
    "melaporkan bahwa",
    "menambahkan bahwa",
]
AGREEMENTS = [
    "Komitmen difokuskan pada dua sektor untuk tahun pertama.",
    "Ukuran keberhasilan dirumuskan per semester.",
    "Uji coba dilakukan di tiga kabupaten.",
    "Laporan disampaikan dalam format terbuka.",
]
ACTIONS = [
    "menyampaikan daftar dataset yang dapat dibuka",
    "menyusun rumusan ukuran keberhasilan",
    "mengirim surat konfirmasi komitmen",
    "memvalidasi data serapan puskesmas",
    "membagikan bahan paparan kepada peserta",
    "melengkapi metadata portal",
    "menjadwalkan pertemuan lanjutan",
    "mengumpulkan masukan dari jaringan daerah",
    "memperbaiki rancangan pedoman",
    "menyiapkan instrumen survei",
    "mengunggah bukti dukung ke aplikasi",
    "berkoordinasi dengan pemerintah daerah",
]
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
ENGLISH_WEEKDAYS = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
UNITS = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()  # noqa: SIM905


def in_words(number: int) -> str:
    """Write 0 to 99, or a year of this century, as Indonesian words."""
    if number >= 2000:
        return f"dua ribu {in_words(number - 2000)}".removesuffix(" nol")
    if number < 12:
        return UNITS[number]
    if number < 20:
        return f"{UNITS[number - 10]} belas"
    return f"{UNITS[number // 10]} puluh {in_words(number % 10)}".removesuffix(" nol")
