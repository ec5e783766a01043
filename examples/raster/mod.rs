//! Drawings as pixels. Letters are of fonts that come with the build, never of the machine's: the same build gives the
//! same bytes anywhere.

use std::error::Error;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

/// Makes pixels of drawings.
pub struct Raster {
    options: Options<'static>,
}

impl Raster {
    /// With the fonts that drawings name last, behind those of the common systems.
    pub fn new() -> Raster {
        let mut fonts = fontdb::Database::new();
        for font in [dejavu::sans::regular(), dejavu::sans::bold()] {
            fonts.load_font_data(font.to_vec());
        }
        Raster { options: Options { fontdb: Arc::new(fonts), ..Options::default() } }
    }

    /// An SVG document, its texts laid out.
    pub fn tree(&self, svg: &str) -> Result<Tree, Box<dyn Error>> {
        Ok(Tree::from_str(svg, &self.options)?)
    }

    /// An SVG document as a PNG file of its size.
    pub fn png(&self, svg: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let tree = self.tree(svg)?;
        let size = tree.size().to_int_size();
        let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("a drawing has no size")?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        Ok(pixels.encode_png()?)
    }
}
