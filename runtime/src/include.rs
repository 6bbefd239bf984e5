//! Including what a build script generated.

/// Includes the file that `clientwright::Build` generated in the build script of this crate: a
/// module for each API.
///
/// With a name it includes the file of that name, for a build script that generates several
/// (`Build::file_stem`).
///
/// ```ignore
/// clientwright_runtime::include_api!();
///
/// mod other {
///     clientwright_runtime::include_api!("other");
/// }
/// ```
#[macro_export]
macro_rules! include_api {
    () => {
        $crate::include_api!("clientwright");
    };
    ($stem:literal) => {
        include!(concat!(
            env!(
                "OUT_DIR",
                "`include_api!` needs a build script that calls `clientwright::Build`: there is none, or it is not called `build.rs`"
            ),
            "/",
            $stem,
            ".rs"
        ));
    };
}
