//! Kinds of files that are known by their first bytes.

use crate::read::ReadError;

/// First bytes, what begins with them, and the line that converts it.
const KINDS: &[(&[u8], &str, &str)] = &[
    (
        b"PAR1",
        "a Parquet file",
        "Convert it: python -c \"import pandas; pandas.read_parquet('FILE').to_csv('FILE.csv', index=False)\"",
    ),
    (b"\x1f\x8b", "a gzip file", "Unpack it: gzip -dk FILE"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "Unpack it: zstd -d FILE"),
    (b"\xfd7zXZ\x00", "an xz file", "Unpack it: xz -dk FILE"),
    (b"BZh", "a bzip2 file", "Unpack it: bzip2 -dk FILE"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it: 7z x FILE"),
    (b"Rar!", "a RAR archive", "Unpack it: unrar x FILE"),
    (b"SQLite format 3\x00", "an SQLite database", "Export the table: sqlite3 -csv -header FILE 'SELECT * FROM TABLE'"),
    (
        b"ARROW1",
        "an Arrow file",
        "Convert it: python -c \"import pandas; pandas.read_feather('FILE').to_csv('FILE.csv', index=False)\"",
    ),
    (
        b"\x89HDF\r\n",
        "an HDF5 file",
        "Convert it: python -c \"import pandas; pandas.read_hdf('FILE').to_csv('FILE.csv')\"",
    ),
    (
        b"\x93NUMPY",
        "a NumPy array",
        "Convert it: python -c \"import numpy; numpy.savetxt('FILE.csv', numpy.load('FILE'), delimiter=',')\"",
    ),
    (b"%PDF", "a PDF", "Bring the table that it was made from."),
    (b"\xd0\xcf\x11\xe0", "an old Excel file", "Save it as CSV."),
    (b"\x89PNG", "a picture", "Bring the table that it was made from."),
    (b"Obj\x01", "an Avro file", "Convert it: python -m fastavro FILE > FILE.jsonl"),
];

/// A zip archive's first bytes.
pub(crate) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Refuses what can't be text or an archive.
pub(crate) fn refuse(head: &[u8]) -> Result<(), ReadError> {
    if let Some(&(_, kind, remedy)) = KINDS.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return Err(ReadError::Kind(kind, remedy));
    }
    // Pickles of protocol 2 to 5 begin so; no text does.
    if let [0x80, 2..=5, ..] = head {
        let remedy = "Convert it: python -c \"import pandas; pandas.read_pickle('FILE').to_csv('FILE.csv')\"";
        return Err(ReadError::Kind("a Python pickle", remedy));
    }
    Ok(())
}

/// Refuses bytes that no text holds, once it is known that they are no UTF-16.
pub(crate) fn refuse_binary(head: &[u8]) -> Result<(), ReadError> {
    if memchr::memchr(0, head).is_some() {
        return Err(ReadError::Kind("a binary file", "Bring its results as CSV or JSON."));
    }
    Ok(())
}
