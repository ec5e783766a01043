//! Packs what comes in as an xz stream, for the page in one file (tools/single.mjs): `pack < FILE > FILE.xz`.

use std::io::{self, Read, Write};

use lzma_rust2::{CheckType, XzOptions, XzWriter};

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let mut options = XzOptions::with_preset(9);
    // The page's own decoder knows no other check.
    options.set_check_sum_type(CheckType::Crc32);
    let mut writer = XzWriter::new(io::stdout().lock(), options)?;
    writer.write_all(&bytes)?;
    writer.finish()?.flush()
}
