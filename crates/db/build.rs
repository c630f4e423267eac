//! Lists the migrations, so that the crate can carry them. (`sqlx::migrate!` does the same, but its macros build all of
//! sqlx a second time, for the compiler.)

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

const FOLDER: &str = "../../migrations";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={FOLDER}");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(FOLDER).canonicalize()?;
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut list = "&[".to_owned();
    for file in files {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).ok_or("the name of a migration is not text")?;
        let (number, name) = stem.split_once('_').ok_or_else(|| format!("{stem}: not NNNN_what_it_does.sql"))?;
        let (number, name): (i64, String) = (number.parse()?, name.replace('_', " "));
        write!(list, "({number}, {name:?}, include_str!({file:?})),")?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("migrations.rs"), list + "]")?;
    Ok(())
}
