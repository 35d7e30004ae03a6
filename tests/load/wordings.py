"""Proposals written by hand, each with what somebody else would write for the same request.

The second wording takes other words, another order and another grammar where Indonesian has them;
the last five pairs share hardly a root, as laymen and offices do not.
"""

PAIRS = (
    (
        "Portal pengadaan yang menampilkan dokumen kontrak pemerintah agar warga dapat mengawasi",
        "Warga ingin bisa mengawasi kontrak pengadaan: dokumennya ditampilkan di satu portal",
    ),
    (
        "Pelatihan bahasa isyarat bagi petugas loket pelayanan publik di kabupaten",
        "Petugas di loket layanan kabupaten belum bisa berbahasa isyarat; latihlah mereka",
    ),
    (
        "Musyawarah desa harus melibatkan perempuan dan penyandang disabilitas sejak perencanaan",
        "Libatkan penyandang disabilitas serta perempuan waktu desa bermusyawarah soal rencana",
    ),
    (
        "Data hasil pemilu per TPS dibuka dalam format yang dapat diolah peneliti",
        "Peneliti perlu mengolah hasil pemilu tiap TPS, maka bukalah datanya",
    ),
    (
        "Pedoman aksesibilitas digital untuk situs kementerian bagi tunanetra",
        "Situs-situs kementerian belum aksesibel untuk tunanetra; buat pedoman digitalnya",
    ),
    (
        "Stok obat dan vaksin di puskesmas diumumkan setiap hari lewat papan informasi",
        "Setiap puskesmas mengumumkan tiap hari berapa stok vaksin dan obat yang ada",
    ),
    (
        "Perlindungan bagi pelapor korupsi yang mengadu melalui kanal daring",
        "Orang yang melaporkan korupsi lewat kanal pengaduan daring harus dilindungi",
    ),
    (
        "Anggaran sekolah dan penggunaan dana BOS ditempel di gerbang supaya orang tua tahu",
        "Orang tua berhak tahu dana BOS dipakai untuk apa: tempelkan anggaran di gerbang sekolah",
    ),
    (
        "Peta izin tambang dan batas konsesi dibuka untuk masyarakat adat di Kalimantan",
        "Masyarakat adat Kalimantan meminta keterbukaan peta konsesi serta izin pertambangan",
    ),
    (
        "Pengaduan masyarakat tentang bantuan sosial dijawab paling lambat sepuluh hari",
        "Aduan soal bantuan sosial dari masyarakat wajib mendapat jawaban dalam sepuluh hari",
    ),
    (
        "Kualitas udara Jakarta diukur per jam dan disiarkan melalui aplikasi",
        "Aplikasi yang menyiarkan hasil pengukuran kualitas udara di Jakarta setiap jam",
    ),
    (
        "Nelayan kecil dilibatkan dalam penyusunan zonasi pesisir dan laut",
        "Zonasi laut dan pesisir disusun bersama para nelayan kecil",
    ),
    (
        "Putusan pengadilan agama disederhanakan bahasanya agar dipahami pencari keadilan",
        "Bahasa putusan di pengadilan agama sulit dipahami pencari keadilan dan perlu sederhana",
    ),
    (
        "Ruang terbuka hijau di setiap kelurahan dirawat oleh komunitas pemuda",
        "Biarkan komunitas pemuda merawat ruang hijau terbuka di kelurahan masing-masing",
    ),
    (
        "Layanan bantuan hukum gratis bagi buruh migran dan keluarganya",
        "Buruh migran serta keluarganya membutuhkan bantuan hukum cuma-cuma",
    ),
    (
        "Irigasi sawah diperbaiki memakai dana desa dan dipantau kelompok tani",
        "Kelompok tani memantau perbaikan irigasi sawah yang dibiayai dana desa",
    ),
    (
        "Kartu antrean rumah sakit rujukan ditampilkan sehingga pasien tahu giliran operasi",
        "Pasien menunggu giliran operasi di rumah sakit rujukan tanpa tahu antreannya",
    ),
    (
        "Laporan harta kekayaan pejabat daerah diperiksa dan diumumkan ringkasannya",
        "Umumkan ringkasan hasil pemeriksaan atas harta kekayaan pejabat di daerah",
    ),
    (
        "Pemantauan sampah plastik di sungai Citarum oleh sekolah",
        "Murid sekolah memantau plastik yang menjadi sampah di Citarum",
    ),
    (
        "Rute angkutan umum ramah kursi roda di kota Surakarta",
        "Kursi roda bisa naik angkutan umum di semua rute Surakarta",
    ),
    (
        "Transparansi belanja kampanye kandidat kepala daerah",
        "Calon bupati harus membuka berapa ongkos yang ia keluarkan untuk kampanye",
    ),
    (
        "Penanganan keluhan konsumen listrik secara cepat",
        "PLN lamban menanggapi aduan pelanggan ketika lampu padam",
    ),
    (
        "Digitalisasi arsip tanah untuk mencegah sengketa",
        "Sertifikat ganda memicu konflik lahan, jadi simpan dokumennya secara elektronik",
    ),
    (
        "Peningkatan gizi balita melalui posyandu",
        "Anak kecil kurang makan; kader di desa perlu memberi makanan tambahan",
    ),
    (
        "Akses air bersih bagi kampung pesisir",
        "Sumur di permukiman nelayan payau, warga membeli air galon",
    ),
)
FAR = 5
"""So many of the last pairs share hardly a root."""
